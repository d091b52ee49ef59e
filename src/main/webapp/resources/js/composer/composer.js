/**
 * The composer. Enter sends and Shift+Enter breaks the line; on a phone Enter breaks the line, and the button sends. The
 * limit is counted as the server counts it. Changes by scripts go through the browser's own editing,
 * so that undo and redo include them; the text of another conversation or message begins with an empty history.
 * @module
 */
import { t } from "../base/i18n.js";
import { isComposing, isTouch, onTouchChange } from "../base/keyboard.js";
import { countCodePoints, strip } from "../base/text-size.js";
import { cut, isBlank } from "../base/text.js";

const TELL_FROM = 0.9; // of the limit: from here on the rest is shown

const isPlain = ({ shiftKey, altKey, ctrlKey, metaKey }) => !shiftKey && !altKey && !ctrlKey && !metaKey;

/**
 * Dispatches `send` with `{text}`, `input` with `{text}` whenever the writer changes the text, `text` when it is replaced by
 * another, and `last` when the last message is asked for: by the arrow that leads up from an empty field.
 */
export class Composer extends EventTarget {
    #form = document.querySelector("#composer");
    #field = document.querySelector("#text-field");
    #text = document.querySelector("#text");
    #count = document.querySelector("#count");
    #clearing = false;
    #edited = this.#text.value !== ""; // since it had a text of its own

    /** Longest message in code points; the server's `welcome` may say another. */
    limit = 4_000;

    /**
     * Completes a text before it is sent, such as `:tada:` to an emoji.
     *
     * @type {(text: string, atOnce: boolean) => string|Promise<void>} a promise where something has to be loaded first;
     *     `atOnce`: that has been tried
     */
    complete = text => text;

    constructor() {
        super();
        this.#form.addEventListener("submit", event => {
            event.preventDefault();
            this.#send();
        });
        this.#text.addEventListener("keydown", event => this.#key(event));
        this.#text.addEventListener("input", () => {
            this.#edited = true;
            this.#changed();
            if (!this.#clearing) {
                this.dispatchEvent(new CustomEvent("input", { detail: { text: this.#text.value } }));
            }
        });
        onTouchChange(() => this.#nameEnter());
        this.#nameEnter();
        this.#changed(); // a browser may restore the text typed before a reload
    }

    /** @returns {string} what stands there, not stripped */
    get text() {
        return this.#text.value;
    }

    /** Replaces the text by that of another draft. Undo does not lead back to the one before, which may be meant for another person. */
    set text(text) {
        const focused = document.activeElement === this.#text;
        const next = this.#text.nextSibling;
        if (this.#edited) {
            this.#text.remove(); // a field that comes back into the page has no history
        }
        this.#text.value = text;
        if (this.#edited) {
            this.#field.insertBefore(this.#text, next);
            this.#edited = false;
        }
        if (focused) {
            this.focus();
        }
        this.#changed();
        this.dispatchEvent(new Event("text"));
    }

    /** @param {string} name whom one writes to, for the placeholder */
    set receiver(name) {
        const short = cut(name, 23);
        this.#text.placeholder = t("composer.placeholder", { name: short === name ? name : `${short}…` });
    }

    /** Empties the field after its text was sent; undo brings that back. */
    clear() {
        this.#clearing = true;
        this.replace(0, this.#text.value.length, "");
        this.#clearing = false;
    }

    /** Writes something where the cursor is. */
    insert(text) {
        this.replace(this.#text.selectionStart, this.#text.selectionEnd, text);
    }

    /** Puts other words between two places of the text, and the cursor behind them, as one step that can be undone. */
    replace(start, end, text) {
        this.focus();
        this.#text.setSelectionRange(start, end);
        if (start === end && text === "") {
            return;
        }
        // deprecated, and yet the only way in which a script writes into the history of undo
        const written = text === "" ? document.execCommand("delete") : document.execCommand("insertText", false, text);
        if (!written) {
            this.#text.setRangeText(text, start, end, "end");
            this.#text.dispatchEvent(new Event("input", { bubbles: true }));
        }
    }

    /** Puts the cursor there. */
    focus() {
        this.#text.focus({ preventScroll: true });
    }

    #nameEnter() {
        this.#text.enterKeyHint = isTouch() ? "enter" : "send";
    }

    #key(event) {
        if (isComposing(event)) {
            return; // the key belongs to the input method
        }
        const { key, shiftKey, altKey, ctrlKey, metaKey } = event;
        if (key === "Enter" && !shiftKey && !altKey && (ctrlKey || metaKey || !isTouch())) {
            event.preventDefault();
            this.#send();
        } else if (key === "ArrowUp" && this.#text.value === "" && isPlain(event)) {
            event.preventDefault();
            this.dispatchEvent(new Event("last"));
        }
    }

    #send(atOnce = false) {
        const completed = this.complete(this.#text.value, atOnce);
        if (typeof completed !== "string") {
            completed.then(() => this.#send(true));
            return;
        }
        const text = strip(completed);
        if (isBlank(text) || countCodePoints(text) > this.limit) {
            this.#text.focus();
            return;
        }
        this.#text.focus();
        this.dispatchEvent(new CustomEvent("send", { detail: { text } }));
    }

    #changed() {
        const text = this.#text.value;
        this.#field.dataset.text = text; // its hidden copy gives the field its height
        // length is never below the count: the loop over the text is left out where it cannot matter
        const used = text.length < this.limit * TELL_FROM ? 0 : countCodePoints(strip(text));
        const left = this.limit - used;
        this.#count.textContent = used < this.limit * TELL_FROM ? ""
            : left >= 0 ? t("composer.left", { left, limit: this.limit })
                : t("composer.tooMany", { count: -left });
        this.#count.classList.toggle("composer__count--over", left < 0);
        this.#text.toggleAttribute("aria-invalid", false);
        if (left < 0) {
            this.#text.setAttribute("aria-invalid", "true");
        }
    }
}
