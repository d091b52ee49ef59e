/**
 * One message as an element: the same that conversation.xhtml writes, made for what comes later.
 * @module
 */
import { icon, make } from "./dom.js";
import { showWithLinks } from "./linkify.js";
import { dayKey, dayName, inFull, timeOfDay } from "./times.js";

const RUN_MS = 5 * 60_000; // a longer pause begins a new run
const SLOW_MS = 8_000;
// A few emoji and nothing else: at most 6, with their joiners, tones and flags. The length is bounded first.
const FEW_EMOJI = /^(?:(?:\p{RGI_Emoji})\s?){1,6}$/v;

const states = { pending: "Sending…", sent: "Sent", failed: "Not sent." };

/**
 * @param {object} content
 * @param {string} content.text
 * @param {string} content.name the sender's display name, for screen readers
 * @param {boolean} content.own
 * @returns {HTMLLIElement} a bubble with its text; {@link describe} or {@link describePending} says the rest
 */
export function bubble({ text, name, own }) {
    const body = make("p", { class: "message__text", dir: "auto" });
    // one's own message is not read out: one has just written it
    const item = make("li", { class: `message${own ? " message--own" : ""}`, "aria-live": own ? "off" : null },
        make("div", { class: "message__bubble" }, make("span", { class: "visually-hidden" }, `${name}: `), body),
        make("p", { class: "message__meta" }));
    body.textContent = text;
    dress(item);
    return item;
}

/** Gives the text of a bubble its links, and a few emoji their size. */
export function dress(item) {
    const body = item.querySelector(".message__text");
    const text = body.textContent;
    item.classList.toggle("message--jumbo", text.length <= 80 && FEW_EMOJI.test(text));
    showWithLinks(body, text);
}

/**
 * Says of an element which stored message it is.
 *
 * @param {HTMLLIElement} item
 * @param {import("./conversation.js").Message} message
 */
export function describe(item, { id, seq, sender, sentAt }) {
    Object.assign(item.dataset, { id, seq, senderId: sender.id, sentAt });
    delete item.dataset.cid;
    item.classList.remove("message--pending", "message--failed");
    const own = item.classList.contains("message--own");
    item.querySelector(".message__meta").replaceChildren(time(sentAt), ...(own ? [sent()] : []));
}

/**
 * Says of an element what became of a message on its way.
 *
 * @param {HTMLLIElement} item
 * @param {import("./conversation.js").Pending} pending
 * @param {object} about
 * @param {number} about.self the reader's account id
 * @param {boolean} about.connected whether it can be on its way at all
 * @param {() => void} about.retry
 */
export function describePending(item, pending, { self, connected, retry }) {
    const { cid, at, state: now, reason } = pending;
    Object.assign(item.dataset, { cid, senderId: self, sentAt: new Date(at).toISOString() });
    item.classList.toggle("message--pending", now === "pending");
    item.classList.toggle("message--failed", now === "failed");
    const meta = item.querySelector(".message__meta");
    if (now === "failed") {
        const again = make("button", { class: "link-button", type: "button" }, "Try again");
        again.addEventListener("click", retry);
        meta.replaceChildren(state(`${states.failed} ${reason ?? ""}`), again);
    } else {
        const slow = now === "pending" && Date.now() - at > SLOW_MS;
        const words = now === "pending" && !connected ? "Waiting for the connection…"
            : slow ? "Still sending…" : states[now];
        meta.replaceChildren(time(at), now === "sent" ? sent() : state(words));
    }
}

const time = instant => make("time", {
    class: "message__time", datetime: new Date(instant).toISOString(), title: inFull(instant),
}, timeOfDay(instant));

const state = words => make("span", { class: "message__state" }, words);

const sent = () => make("span", { class: "message__state", title: states.sent }, icon("sent"),
    make("span", { class: "visually-hidden" }, states.sent));

/** @returns {boolean} whether two neighbours are said in one breath */
export const inOneRun = (one, other) => one?.dataset.senderId === other?.dataset.senderId
    && Math.abs(Date.parse(other.dataset.sentAt) - Date.parse(one.dataset.sentAt)) < RUN_MS
    && !onDifferentDays(one, other);

/** @returns {boolean} whether a day separator belongs between two neighbours */
export const onDifferentDays = (one, other) => dayKey(one.dataset.sentAt) !== dayKey(other.dataset.sentAt);

/** @returns {HTMLLIElement} the separator before the first message of a day */
export const daySeparator = item => make("li", { class: "day" },
    make("time", { datetime: dayKey(item.dataset.sentAt) }, dayName(item.dataset.sentAt)));
