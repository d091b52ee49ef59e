/**
 * Says in the place of a file why it is not shown.
 * @module
 */
import { make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { isThere } from "./file-address.js";

/**
 * Replaces an element by a sentence about its file, and by a button that shows the element again if that may help.
 *
 * @param {HTMLElement} element what has failed
 * @param {import("./file-address.js").StoredFile} file
 * @param {() => HTMLElement} again makes the element anew
 */
export async function explainFailure(element, file, again) {
    const gone = await isThere(file) === false;
    if (!element.isConnected) {
        return; // shown anew meanwhile
    }
    const focused = element.contains(document.activeElement);
    const words = make("p", { class: "file-problem", role: "status" }, t(gone ? "files.gone" : "files.notLoaded", { name: file.name }));
    words.style.minBlockSize = `${element.offsetHeight}px`; // the messages around do not move
    if (!gone) {
        const retry = make("button", { class: "link-button", type: "button" }, t("files.retry"));
        retry.addEventListener("click", () => {
            const made = again();
            words.replaceWith(made);
            (made.matches("a, button") ? made : made.querySelector("a, button, audio, video")).focus();
        });
        words.append(" ", retry);
    }
    element.replaceWith(words);
    if (focused) {
        (words.querySelector("button") ?? words.closest("li.message") ?? words).focus();
    }
}
