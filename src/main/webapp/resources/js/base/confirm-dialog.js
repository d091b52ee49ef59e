/**
 * Asks the person to confirm an action.
 * @module
 */
import { make } from "./dom.js";

/**
 * Shows a dialog with a question and waits for the answer.
 *
 * @param {string} title
 * @param {string} words the question
 * @param {string} no label of the button that cancels
 * @param {string} yes label of the button that confirms
 * @param {string} [kind] class of that button; by default, that of an action that takes something away
 * @returns {Promise<boolean>} whether the person confirmed
 */
export function askToConfirm(title, words, no, yes, kind = "button--danger") {
    const answer = (value, name, look) => make("button", { class: `button ${look}`, value }, name);
    const dialog = make("dialog", { class: "dialog", "aria-labelledby": "dialog-title" },
        make("form", { method: "dialog", class: "dialog__form" },
            make("h2", { class: "dialog__title", id: "dialog-title" }, title),
            make("p", {}, words),
            make("div", { class: "dialog__answers" }, answer("no", no, "button--plain"), answer("yes", yes, kind))));
    document.body.append(dialog);
    dialog.showModal();
    return new Promise(resolve => dialog.addEventListener("close", () => {
        dialog.remove();
        resolve(dialog.returnValue === "yes");
    }));
}
