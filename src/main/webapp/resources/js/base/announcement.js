/**
 * Announces what has just been done: screen readers read the sentence out, and the page shows it for a moment.
 * @module
 */
import { make } from "./dom.js";

const SHOWN_MS = 4_000;
let shown = null;

/**
 * Announces a sentence.
 *
 * @param {string} sentence such as `Copied.`
 * @param {boolean} [visible] false if the page shows the sentence elsewhere
 */
export function announce(sentence, visible = true) {
    document.querySelector("#said").textContent = sentence;
    shown?.remove();
    if (visible) {
        const words = make("p", { class: "spoken", "aria-hidden": "true" }, sentence);
        shown = words;
        document.body.append(words);
        setTimeout(() => words.remove(), SHOWN_MS);
    }
}
