/**
 * Shows the state of a pending message, with buttons to retry, cancel or discard it.
 * @module
 */
import { clock } from "../base/clock.js";
import { make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { dayKey, when } from "../base/time-format.js";
import { reached, time } from "./message-view.js";

const SLOW_MS = 8_000;

/**
 * Shows the state of a pending message on its element.
 *
 * @param {HTMLLIElement} item
 * @param {import("../conversation/pending-messages.js").Pending} pending
 * @param {object} about
 * @param {number} about.self the reader's account id
 * @param {boolean} about.connected whether there is a connection
 * @param {Record<"retry"|"cancel"|"discard"|"sendWithout", () => void>} about.actions what the buttons do
 */
export function describePending(item, pending, { self, connected, actions }) {
    const { cid, state, reason } = pending;
    const at = clock.correct(pending.at);
    const stands = state === "old" ? clock.now() : at; // placed as if new; the words say when it was written
    Object.assign(item.dataset, { cid, senderId: self, sentAt: new Date(stands).toISOString() });
    item.classList.toggle("message--pending", state === "pending" || state === "old");
    item.classList.toggle("message--old", state === "old");
    item.classList.toggle("message--failed", state === "failed" || (state === "pending" && Boolean(reason)));
    if (pending.files !== undefined) {
        import("../files/upload-views.js") // with the folder, since the build joins this module into a page's script
            .then(views => views.showFilesOf(item, pending)).catch(() => {});
    } else {
        item.querySelector(".pending-files")?.remove();
    }
    const meta = item.querySelector(".message__meta");
    const key = [state, reason, connected, pending.tried, isSlow(pending), dayKey(clock.now())].join();
    if (meta.dataset.shown === key) {
        return; // keeps the focus on a button
    }
    meta.dataset.shown = key;
    const focused = meta.contains(document.activeElement);
    const { words, offers } = state === "pending" ? waiting(pending, connected) : settled(pending);
    const buttons = offers.map(([name, action]) => button(t(`pending.${name}`), actions[action]));
    meta.replaceChildren(...(state === "failed" || state === "old" ? [] : [time(at)]),
        state === "sent" ? reached("sent") : make("span", { class: "message__state" }, words), ...buttons);
    if (focused) { // the pressed button is gone, so another element takes the focus
        (buttons[0] ?? document.querySelector("#text")).focus();
    }
}

const isSlow = ({ at }) => Date.now() - at > SLOW_MS;

function settled(pending) {
    const { state, reason, tried, anew } = pending;
    if (state === "old") {
        return {
            words: t(tried ? "pending.old.tried" : "pending.old", { when: when(clock.correct(pending.at)) }),
            offers: [["sendNow", "retry"], ["discard", "discard"]],
        };
    }
    if (state !== "failed") {
        return { words: "", offers: [] };
    }
    const without = canGoWithout(pending) ? [["sendWithout", "sendWithout"]] : [];
    return { words: t("pending.failed", { reason }), offers: [[anew ? "sendAnew" : "retry", "retry"], ...without, ["discard", "discard"]] };
}

/** @returns {boolean} whether something is left of a message without its rejected files */
const canGoWithout = ({ text, files = [] }) => files.some(({ error }) => error !== undefined)
    && (text !== "" || files.some(({ error }) => error === undefined));

/** A message can be cancelled if it has certainly not reached the server. */
function waiting(pending, connected) {
    const { reason, tried } = pending;
    const cancel = tried ? [] : [["cancel", "cancel"]];
    if (reason) {
        return { words: t("pending.rejected", { reason }), offers: [["retry", "retry"], ...cancel] };
    }
    if (!connected) {
        return { words: t(tried ? "pending.noConnection.tried" : "pending.noConnection"), offers: cancel };
    }
    if (!isSlow(pending) || (pending.files !== undefined && !tried)) {
        return { words: t("pending.sending"), offers: pending.files === undefined ? [] : cancel };
    }
    return tried ? { words: t("pending.stillSending"), offers: [] } : { words: t("pending.toBeSent"), offers: cancel };
}

function button(name, action) {
    const made = make("button", { class: "link-button", type: "button" }, name);
    made.addEventListener("click", action);
    return made;
}
