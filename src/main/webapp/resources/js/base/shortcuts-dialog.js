/**
 * The dialog that lists the keyboard shortcuts. The build makes a file of its own of it, which a page loads when it first needs it.
 * @module
 */
import { make } from "./dom.js";
import { hasSentence, t } from "./i18n.js";
import { loadOnDemand } from "./on-demand.js";

/** @returns {string} label of a key */
const nameOf = key => (hasSentence(`key.${key}`) ? t(`key.${key}`) : key);

/** @returns {HTMLElement} the element for keys that are pressed together */
const combination = keys => make("span", { class: "shortcuts__keys" },
    ...keys.flatMap((key, at) => [at === 0 ? null : " + ", make("kbd", { class: "key" }, nameOf(key))]));

const row = (name, ways) => make("div", { class: "shortcuts__row" },
    make("dt", {}, t(`shortcut.${name}`)),
    make("dd", {}, ...ways.flatMap((keys, at) => [at === 0 ? null : ` ${t("shortcuts.or")} `, combination(keys)])));

const group = (name, shortcuts) => make("section", { "aria-labelledby": `shortcuts-${name}` },
    make("h3", { class: "shortcuts__group", id: `shortcuts-${name}` }, t(`shortcuts.${name}`)),
    make("dl", {}, ...Object.entries(shortcuts).map(([action, ways]) => row(action, ways))));

/**
 * Shows the dialog. The focus returns at its end.
 *
 * @param {Record<string, Record<string, string[][]>>} shortcuts by group and action: alternatives, each a list of keys that
 *     are pressed together
 */
export async function showShortcuts(shortcuts) {
    await loadOnDemand();
    if (document.querySelector("dialog[open]") !== null) { // the key was pressed twice
        return;
    }
    const close = make("button", { class: "button", value: "" }, t("shortcuts.close"));
    const dialog = make("dialog", { class: "dialog shortcuts", "aria-labelledby": "shortcuts-title" },
        make("form", { method: "dialog", class: "dialog__form" },
            make("h2", { class: "dialog__title", id: "shortcuts-title" }, t("shortcuts.title")),
            ...Object.entries(shortcuts).map(([name, ofGroup]) => group(name, ofGroup)),
            make("div", { class: "dialog__answers" }, close)));
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    close.focus();
}
