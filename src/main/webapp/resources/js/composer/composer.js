/**
 * The composer. Enter sends and Shift+Enter breaks the line; on a touch screen Enter breaks the line. It counts the characters as
 * the server does. Scripts change the text by the browser's editing commands, so that undo includes their changes. The text
 * of another conversation or message starts with an empty undo history.
 * @module
 */
import { t } from "../base/i18n.js";
import { isComposing, isTouch, onTouchChange } from "../base/keyboard.js";
import { countCodePoints, strip } from "../base/text-size.js";
import { cut, isBlank } from "../base/text.js";
import { characterCount } from "./character-count.js";

const isPlain = ({ shiftKey, altKey, ctrlKey, metaKey }) => !shiftKey && !altKey && !ctrlKey && !metaKey;

/**
 * Dispatches `send` with `{text}`; `input` with `{text}` when the writer changes the text; `text` when another draft
 * replaces it; and `last` when Arrow Up is pressed in an empty field, to edit the last message.
 */
export class Composer extends EventTarget {
    #form = document.querySelector("#composer");
    #field = document.querySelector("#text-field");
    #text = document.querySelector("#text");
    #count = document.querySelector("#count");
    #clearing = false;
    #edited = this.#text.value !== ""; // whether the undo history may contain a text

    /** Longest message in code points; `welcome` may set another limit. */
    limit = 4_000;

    /**
     * Completes a text before it is sent, for example `:tada:` to an emoji.
     *
     * @type {(text: string, atOnce: boolean) => string|Promise<void>} returns a promise if a file must be loaded first.
     *     When it resolves, the composer calls again with `atOnce`, which requires a string
     */
    complete = text => text;

    /** @type {() => boolean} whether the message has files, so that the text may be empty */
    hasFiles = () => false;

    /** @type {(chosen: import("./attach.js").Chosen[]) => void} attaches files */
    addFiles = () => {};

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
        this.#changed(); // the browser may have restored the text after a reload
    }

    /** @returns {string} the text, not stripped */
    get text() {
        return this.#text.value;
    }

    /**
     * Replaces the text by another draft. Clears the undo history, since the former text may be meant for another person.
     */
    set text(text) {
        const focused = document.activeElement === this.#text;
        const next = this.#text.nextSibling;
        if (this.#edited) {
            this.#text.remove(); // moving the field out of the page and back clears its history
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

    /** Names the recipient in the placeholder of the field. @param {string} name */
    set receiver(name) {
        const short = cut(name, 23);
        this.#text.placeholder = t("composer.placeholder", { name: short === name ? name : `${short}…` });
    }

    /** Empties the field after the text was sent; undo restores the text. */
    clear() {
        this.#clearing = true;
        this.replace(0, this.#text.value.length, "");
        this.#clearing = false;
    }

    /** Inserts a text at the cursor. */
    insert(text) {
        this.replace(this.#text.selectionStart, this.#text.selectionEnd, text);
    }

    /** Replaces a range of the text in one undoable step, and moves the cursor behind the new words. */
    replace(start, end, text) {
        this.focus();
        this.#text.setSelectionRange(start, end);
        if (start === end && text === "") {
            return;
        }
        // deprecated, but no other call lets a script's edit enter the undo history
        const written = text === "" ? document.execCommand("delete") : document.execCommand("insertText", false, text);
        if (!written) {
            this.#text.setRangeText(text, start, end, "end");
            this.#text.dispatchEvent(new Event("input", { bubbles: true }));
        }
    }

    /** Focuses the field. */
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
        if ((isBlank(text) && !this.hasFiles()) || countCodePoints(text) > this.limit) {
            this.#text.focus();
            return;
        }
        this.#text.focus();
        this.dispatchEvent(new CustomEvent("send", { detail: { text } }));
    }

    #changed() {
        const text = this.#text.value;
        this.#field.dataset.text = text; // a hidden copy of the text gives the field its height
        const { over, sentence } = characterCount(text, this.limit);
        this.#count.textContent = sentence;
        this.#count.classList.toggle("composer__count--over", over);
        this.#text.toggleAttribute("aria-invalid", false);
        if (over) {
            this.#text.setAttribute("aria-invalid", "true");
        }
    }
}
