/**
 * Shows the state of a message's pending changes, with buttons to retry, cancel or discard them.
 * @module
 */
import { make } from "../base/dom.js";
import { t } from "../base/i18n.js";

const SLOW_MS = 4_000;

/**
 * @param {HTMLLIElement} item
 * @param {import("../conversation/pending-messages.js").Pending[]} changes of this message, oldest first
 * @param {object} about
 * @param {boolean} about.connected whether there is a connection
 * @param {Record<"retry"|"cancel"|"discard", (pending: object) => void>} about.actions what the buttons do
 */
export function describeChanges(item, changes, { connected, actions }) {
    const all = changes.map(change => ({ change, ...describe(change, connected) })).filter(({ words }) => words !== "");
    const key = all.map(({ change: { cid }, words, offers }) => [cid, words, offers]).join();
    const line = item.querySelector(".message__changes");
    if ((line?.dataset.shown ?? "") === key) {
        return; // keeps the focus on a button
    }
    const focused = line?.contains(document.activeElement);
    line?.remove();
    if (all.length > 0) {
        const failed = changes.some(({ state, reason }) => state === "failed" || Boolean(reason));
        const said = all.flatMap(({ change, words, offers }) => [make("span", {}, words),
            ...offers.map(offer => button(t(`change.${offer}`), () => actions[offer](change)))]);
        item.append(make("p", {
            class: `message__changes${failed ? " message__changes--failed" : ""}`, "data-shown": key,
        }, ...said));
    }
    if (focused) { // the pressed button is gone, so another element takes the focus
        item.tabIndex = -1;
        (item.querySelector(".message__changes button") ?? item).focus();
    }
}

function describe({ state, reason, tried, at }, connected) {
    if (state === "failed") {
        return { words: t("change.failed", { reason }), offers: ["retry", "discard"] };
    }
    if (state === "old") {
        return { words: t("change.old"), offers: ["retry", "discard"] };
    }
    const cancel = tried ? [] : ["cancel"];
    if (state === "pending" && reason) {
        return { words: t("change.waits", { reason }), offers: ["retry", ...cancel] };
    }
    if (state === "pending" && !connected) {
        return { words: t("change.unconnected"), offers: cancel };
    }
    return { words: state === "pending" && Date.now() - at > SLOW_MS ? t("change.slow") : "", offers: [] };
}

function button(name, action) {
    const made = make("button", { class: "link-button", type: "button" }, name);
    made.addEventListener("click", action);
    return made;
}
