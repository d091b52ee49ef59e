/**
 * One message as an element: the same that conversation.xhtml writes, made for what comes later.
 * @module
 */
import { icon, make } from "./dom.js";
import { showMarkdown } from "./markdown-view.js";
import { dayKey, dayName, inFull, timeOfDay } from "./times.js";

const RUN_MS = 5 * 60_000; // a longer pause begins a new run
// A few emoji and nothing else: at most 6, with their joiners, tones and flags. The length is bounded first.
const FEW_EMOJI = /^(?:(?:\p{RGI_Emoji})\s?){1,6}$/v;

const reaches = { sent: "Sent", delivered: "Delivered", read: "Read" };

/**
 * @param {object} content
 * @param {string} content.text
 * @param {string} content.name the sender's display name, for screen readers
 * @param {boolean} content.own
 * @returns {HTMLLIElement} a bubble with its text; {@link describe}, or pending-view.js, says the rest
 */
export function bubble({ text, name, own }) {
    const body = make("div", { class: "message__text", dir: "auto" });
    // one's own message is not read out: one has just written it
    const item = make("li", { class: `message${own ? " message--own" : ""}`, "aria-live": own ? "off" : null },
        make("div", { class: "message__bubble" }, make("span", { class: "visually-hidden" }, `${name}: `), body),
        make("p", { class: "message__meta" }));
    body.textContent = text;
    dress(item);
    return item;
}

/** Gives the text of a bubble its Markdown, and a few emoji their size. */
export function dress(item) {
    const body = item.querySelector(".message__text");
    const text = body.textContent;
    item.classList.toggle("message--jumbo", text.length <= 80 && FEW_EMOJI.test(text));
    showMarkdown(body, text);
}

/** @returns {import("./room-history.js").Message} the message that an element of the page shows */
export const readMessage = item => ({
    id: Number(item.dataset.id),
    seq: Number(item.dataset.seq),
    sender: { id: Number(item.dataset.senderId) },
    message: item.querySelector(".message__text").textContent,
    sentAt: item.dataset.sentAt,
});

/**
 * Says of an element which stored message it is.
 *
 * @param {HTMLLIElement} item
 * @param {import("./room-history.js").Message} message
 * @param {{received: number, read: number}} reach up to where the other has received and read
 */
export function describe(item, { id, seq, sender, sentAt }, reach) {
    Object.assign(item.dataset, { id, seq, senderId: sender.id, sentAt });
    delete item.dataset.cid;
    delete item.dataset.reach;
    item.classList.remove("message--pending", "message--failed", "message--old");
    const meta = item.querySelector(".message__meta");
    delete meta.dataset.shown;
    meta.replaceChildren(time(sentAt));
    describeReach(item, reach);
}

/**
 * Says of one's own message how far it has come.
 *
 * @param {HTMLLIElement} item of a stored message
 * @param {{received: number, read: number}} reach
 */
export function describeReach(item, { received, read }) {
    const seq = Number(item.dataset.seq);
    const now = seq <= read ? "read" : seq <= received ? "delivered" : "sent";
    if (!item.classList.contains("message--own") || item.dataset.reach === now) {
        return;
    }
    item.dataset.reach = now;
    const meta = item.querySelector(".message__meta");
    meta.querySelector(".message__state")?.remove();
    meta.append(reached(now));
}

/** @returns {HTMLElement} a time of day */
export const time = instant => make("time", {
    class: "message__time", datetime: new Date(instant).toISOString(), title: inFull(instant),
}, timeOfDay(instant));

/** @returns {HTMLElement} a sign and its word; `read` has the sign of the one before, and shows its word */
export const reached = how => make("span", { class: `message__state message__state--${how}`, title: reaches[how] },
    icon(how === "sent" ? "sent" : "delivered"),
    make("span", { class: how === "read" ? null : "visually-hidden" }, reaches[how]));

/** @returns {boolean} whether two neighbours are said in one breath */
export const inOneRun = (one, other) => one?.dataset.senderId === other?.dataset.senderId
    && Math.abs(Date.parse(other.dataset.sentAt) - Date.parse(one.dataset.sentAt)) < RUN_MS
    && !onDifferentDays(one, other);

/** @returns {boolean} whether a day separator belongs between two neighbours */
export const onDifferentDays = (one, other) => dayKey(one.dataset.sentAt) !== dayKey(other.dataset.sentAt);

/** @returns {HTMLLIElement} the separator before the first message of a day */
export const daySeparator = item => make("li", { class: "day" },
    make("time", { datetime: dayKey(item.dataset.sentAt) }, dayName(item.dataset.sentAt)));
