/**
 * The element of one message: made from the template of message.xhtml, filled and updated.
 * @module
 */
import { avatar } from "../base/avatar.js";
import { fromTemplate, icon, make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { dayKey, dayName, inFull, timeOfDay } from "../base/time-format.js";
import { showFiles } from "../files/file-view.js";
import { showMarkdown } from "./markdown-view.js";
import { mentionedIn } from "./mentions.js";
import { showQuote } from "./quote-view.js";
import { showReactions } from "./reactions-view.js";

const RUN_MS = 5 * 60_000; // a run ends at each five minutes of the clock, whichever messages are loaded
// 1 to 6 emoji and nothing else. Only texts of up to 80 characters are tested.
const FEW_EMOJI = /^(?:(?:\p{RGI_Emoji})\s?){1,6}$/v;

const shownTexts = new WeakMap(); // item → text and mentions that it shows

/** @typedef {import("../conversation/people.js").People} People */

/**
 * @param {{id: number}} sender
 * @param {People} people
 * @param {boolean} ofSeveral whether it is for a room of several, where a run of another person begins with their name
 * @returns {HTMLLIElement} an empty bubble; {@link show} and {@link describe}, or pending-message-view.js, fill the bubble
 */
export function bubble(sender, people, ofSeveral) {
    const item = fromTemplate("message-template");
    if (sender.id === people.self) {
        item.classList.add("message--own");
        item.setAttribute("aria-live", "off"); // the reader has just written it
    }
    if (sender.id === people.self || !ofSeveral) {
        item.querySelector(".message__head").remove();
    }
    nameSender(item, sender, people);
    return item;
}

/** Shows the name of a message's sender. */
export function nameSender(item, sender, people) {
    const displayName = people.nameOf(sender);
    const head = item.querySelector(".message__head");
    item.querySelector(".visually-hidden").textContent = `${displayName}: `;
    head?.replaceChildren(avatar(people.get(sender.id) ?? { ...sender, displayName }, "xs"),
        make("span", { class: "message__sender", dir: "auto" }, displayName));
}

/**
 * Shows the content of a message, stored or pending. Leaves unchanged parts untouched.
 *
 * @param {HTMLLIElement} item
 * @param {Partial<import("../conversation/room-history.js").Message>} message
 * @param {People} people
 */
export function show(item, message, people) {
    const { message: text, quote, files, reactions, editedAt, deletedAt, mentions = [], mentionsAll = false } = message;
    const bubble = item.querySelector(".message__bubble");
    const deleted = deletedAt !== undefined;
    const shown = JSON.stringify([text, mentionsAll, ...mentions.map(id => people.nameOf({ id }))]);
    if (shownTexts.get(item) !== shown || item.classList.contains("message--deleted") !== deleted) {
        shownTexts.set(item, shown);
        item.classList.toggle("message--deleted", deleted);
        item.classList.toggle("message--jumbo", text.length <= 80 && FEW_EMOJI.test(text) && quote === undefined && files === undefined);
        const body = bubble.querySelector(".message__text");
        if (deleted) {
            body.textContent = t("message.deleted");
        } else {
            showMarkdown(body, text, mentionedIn(message, people));
        }
    }
    showQuote(bubble, deleted ? undefined : quote, people);
    showFiles(bubble, deleted ? undefined : files);
    showReactions(item, reactions, people);
    const mark = bubble.querySelector(".message__edited");
    if (editedAt === undefined || deleted) {
        mark?.remove();
    } else if (mark === null) {
        bubble.querySelector(".message__text").after(make("p", { class: "message__edited" }, t("message.edited")));
    }
}

/**
 * @returns {import("../conversation/room-history.js").Message} the message or event of an element that the server wrote into the page
 */
export const readMessage = item => (item.dataset.state ? JSON.parse(item.dataset.state) : {
    id: Number(item.dataset.id),
    seq: Number(item.dataset.seq),
    sender: { id: Number(item.dataset.senderId) },
    message: item.querySelector(".message__text").textContent,
    sentAt: item.dataset.sentAt,
});

/**
 * Marks an element as that of a stored message.
 *
 * @param {HTMLLIElement} item
 * @param {import("../conversation/room-history.js").Message} message
 * @param {import("../conversation/conversation.js").Conversation} conversation that of the message
 */
export function describe(item, { id, seq, sender, sentAt }, conversation) {
    Object.assign(item.dataset, { id, seq, senderId: sender.id, sentAt });
    ["cid", "reach", "state"].forEach(name => delete item.dataset[name]);
    item.classList.remove("message--pending", "message--failed", "message--old");
    if (item.classList.contains("message--own")) {
        // screen readers do not read out later changes of the reader's own message, such as receipts
        item.setAttribute("aria-live", "off");
    }
    const meta = item.querySelector(".message__meta");
    delete meta.dataset.shown;
    item.querySelector(".pending-files")?.remove();
    meta.replaceChildren(time(sentAt));
    describeReach(item, conversation);
}

/**
 * Shows whether another member has received or read the reader's own message, and in a room of several how many have read it.
 *
 * @param {HTMLLIElement} item of a stored message
 * @param {import("../conversation/conversation.js").Conversation} conversation that of the message
 */
export function describeReach(item, { account, reach }) {
    const { seq, sentAt } = item.dataset;
    const members = reach.filter(({ joinedAt }) => joinedAt <= sentAt);
    const count = members.filter(({ read }) => seq <= read).length;
    const now = count > 0 ? "read" : members.some(({ received }) => seq <= received) ? "delivered" : "sent";
    const shown = now + count;
    if (!item.classList.contains("message--own") || item.dataset.reach === shown) {
        return;
    }
    item.dataset.reach = shown;
    const meta = item.querySelector(".message__meta");
    meta.querySelector(".message__state")?.remove();
    meta.append(reached(now, t(account === null && count > 0 ? "message.readBy" : `message.${now}`, { count })));
}

/** @returns {HTMLElement} a time of day */
export const time = instant => make("time", {
    class: "message__time", datetime: new Date(instant).toISOString(), title: inFull(instant),
}, timeOfDay(instant));

/** Updates a time that {@link time} made, since the device may be in another time zone. */
export function showTime(element) {
    element.title = inFull(element.dateTime);
    element.textContent = timeOfDay(element.dateTime);
}

/** @returns {HTMLElement} an icon with a word; only `read` shows the word, since it has the icon of `delivered` */
export const reached = (how, words = t(`message.${how}`)) => make("span", { class: `message__state message__state--${how}`, title: words },
    icon(how === "sent" ? "sent" : "delivered"),
    make("span", { class: how === "read" ? null : "visually-hidden" }, words));

const slot = item => Math.floor(Date.parse(item?.dataset.sentAt) / RUN_MS);

/** @returns {boolean} whether two neighbours belong to one run: same sender, same five minutes, same day; an event has no sender */
export const inOneRun = (one, other) => one?.dataset.senderId === other?.dataset.senderId
    && slot(one) === slot(other)
    && !onDifferentDays(one, other);

/** @returns {boolean} whether a day separator belongs between two neighbours */
export const onDifferentDays = (one, other) => dayKey(one.dataset.sentAt) !== dayKey(other.dataset.sentAt);

/** @returns {HTMLLIElement} the separator before the first message of a day */
export const daySeparator = item => make("li", { class: "day" },
    make("time", { datetime: dayKey(item.dataset.sentAt) }, dayName(item.dataset.sentAt)));
