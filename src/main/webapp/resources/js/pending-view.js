/**
 * What a message of mine says of itself while it is on its way, waits, or was refused, and what can be done about it.
 * @module
 */
import { make } from "./dom.js";
import { reached, time } from "./message-view.js";
import { dayName } from "./times.js";

const SLOW_MS = 8_000;
const NO_WAIT = "Waiting for the connection…";

/**
 * Says of an element what became of a message on its way.
 *
 * @param {HTMLLIElement} item
 * @param {import("./pending-messages.js").Pending} pending
 * @param {object} about
 * @param {number} about.self the reader's account id
 * @param {boolean} about.connected whether it can be on its way at all
 * @param {Record<"retry"|"cancel"|"discard", () => void>} about.actions what the buttons do
 */
export function describePending(item, pending, { self, connected, actions }) {
    const { cid, at, state, reason } = pending;
    const stands = state === "old" ? Date.now() : at; // where it would go now; its words say when it was written
    Object.assign(item.dataset, { cid, senderId: self, sentAt: new Date(stands).toISOString() });
    item.classList.toggle("message--pending", state === "pending" || state === "old");
    item.classList.toggle("message--old", state === "old");
    item.classList.toggle("message--failed", state === "failed" || (state === "pending" && Boolean(reason)));
    const meta = item.querySelector(".message__meta");
    const key = [state, reason, connected, pending.tried, isSlow(pending)].join();
    if (meta.dataset.shown === key) {
        return; // a button that has the focus keeps it
    }
    meta.dataset.shown = key;
    const focused = meta.contains(document.activeElement);
    const { words, offers } = state === "pending" ? waiting(pending, connected) : settled(pending);
    const buttons = offers.map(([name, action]) => button(name, actions[action]));
    meta.replaceChildren(...(state === "failed" || state === "old" ? [] : [time(at)]),
        state === "sent" ? reached("sent") : make("span", { class: "message__state" }, words), ...buttons);
    if (focused) { // the button that was pressed is gone, the keyboard must not be lost with it
        (buttons[0] ?? document.querySelector("#text")).focus();
    }
}

const isSlow = ({ at }) => Date.now() - at > SLOW_MS;

function settled(pending) {
    const { state, reason, tried } = pending;
    if (state === "old") {
        const doubt = tried ? "and it is not certain that it was sent" : "and has not been sent";
        return {
            words: `This was written ${when(pending)} ${doubt}.`,
            offers: [["Send it now", "retry"], ["Discard", "discard"]],
        };
    }
    return state === "failed"
        ? { words: `Not sent. ${reason}`, offers: [["Try again", "retry"], ["Discard", "discard"]] }
        : { words: "", offers: [] };
}

/** Taken back can be what certainly has not reached the server. */
function waiting(pending, connected) {
    const { reason, tried } = pending;
    const cancel = tried ? [] : [["Cancel", "cancel"]];
    if (reason) {
        return {
            words: `Not sent. ${reason} ChatBoard tries again by itself.`, offers: [["Try again", "retry"], ...cancel],
        };
    }
    if (!connected) {
        return { words: tried ? `${NO_WAIT} It may have been sent already.` : NO_WAIT, offers: cancel };
    }
    if (!isSlow(pending)) {
        return { words: "Sending…", offers: [] };
    }
    return tried ? { words: "Still sending…", offers: [] } : { words: "Waiting to be sent.", offers: cancel };
}

/** @returns {string} such as `yesterday` or `on Tuesday` */
function when({ at }) {
    const day = dayName(at);
    return day === "Yesterday" || day === "Today" ? day.toLowerCase() : `on ${day}`;
}

function button(name, action) {
    const made = make("button", { class: "link-button", type: "button" }, name);
    made.addEventListener("click", action);
    return made;
}
