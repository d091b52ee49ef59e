/**
 * Short words about what was just done: read out, and shown for a moment.
 * @module
 */
import { make } from "./dom.js";

const SHOWN_MS = 4_000;
let shown = null;

/** @param {string} sentence such as `Copied.` */
export function announce(sentence) {
    document.querySelector("#said").textContent = sentence;
    shown?.remove();
    const words = make("p", { class: "spoken", "aria-hidden": "true" }, sentence);
    shown = words;
    document.body.append(words);
    setTimeout(() => words.remove(), SHOWN_MS);
}
