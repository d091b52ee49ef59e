/**
 * The section above the list of people with what the reader wrote for rooms that they have left since. Loaded on demand.
 * @module
 */
import { copy } from "../base/clipboard.js";
import { make } from "../base/dom.js";
import { t } from "../base/i18n.js";

/** @typedef {{key: string, text: string, discard: () => void}} Leftover */

const section = document.querySelector("#leftovers");
const list = document.querySelector("#leftovers-list");

/**
 * Shows texts. Leaves the element of a text that stays untouched, so that it keeps the focus.
 *
 * @param {Leftover[]} texts
 * @param {() => void} changed called after the reader has discarded one
 */
export function showLeftovers(texts, changed) {
    const keys = new Set(texts.map(({ key }) => key));
    const items = new Map([...list.children].map(item => [item.dataset.key, item]));
    items.forEach((item, key) => keys.has(key) || remove(item));
    texts.forEach((text, at) => {
        const item = items.get(text.key) ?? makeItem(text, changed);
        const there = list.children[at] ?? null;
        if (there !== item) {
            list.insertBefore(item, there);
        }
    });
    section.hidden = texts.length === 0;
}

function makeItem({ key, text, discard }, changed) {
    const button = (name, run) => {
        const made = make("button", { class: "link-button", type: "button" }, name);
        made.addEventListener("click", run);
        return made;
    };
    return make("li", { class: "leftover", "data-key": key },
        make("p", { class: "leftover__text", dir: "auto" }, text),
        button(t("actions.copy"), () => copy(text, t("actions.copied"))),
        button(t("pending.discard"), () => {
            discard();
            changed();
        }));
}

/** Removes an element. If a button in it has the focus, that of the next one gets it, otherwise the filter of the list. */
function remove(item) {
    const focused = item.contains(document.activeElement);
    const next = item.nextElementSibling ?? item.previousElementSibling;
    item.remove();
    if (focused) {
        (next?.querySelector("button") ?? document.querySelector("#find")).focus();
    }
}
