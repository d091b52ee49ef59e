/**
 * Short messages about what was just done: read out by screen readers, and shown for a moment.
 * @module
 */
import { make } from "./dom.js";

const SHOWN_MS = 4_000;
let shown = null;

/**
 * @param {string} sentence such as `Copied.`
 * @param {boolean} [visible] false where the page shows it elsewhere already
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
