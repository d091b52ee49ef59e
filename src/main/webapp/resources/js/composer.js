/**
 * Where one writes. Enter sends and Shift+Enter breaks the line; on a phone Enter breaks the line, and the button sends. The
 * limit is counted as the server counts it.
 * @module
 */
import { countCodePoints, strip } from "./frames.js";
import { isComposing, isTouch, onTouchChange } from "./keys.js";
import { t } from "./language.js";
import { cut, isBlank } from "./text.js";

const TELL_FROM = 0.9; // of the limit: from here on the rest is shown

const isPlain = ({ shiftKey, altKey, ctrlKey, metaKey }) => !shiftKey && !altKey && !ctrlKey && !metaKey;

/**
 * Dispatches `send` with `{text}`, `input` with `{text}` whenever the draft changes, and `last` when the last message is
 * asked for: by the arrow that leads up from an empty field.
 */
export class Composer extends EventTarget {
    #form = document.querySelector("#composer");
    #field = document.querySelector("#text-field");
    #text = document.querySelector("#text");
    #count = document.querySelector("#count");

    /** Longest message in code points; the server's `welcome` may say another. */
    limit = 4_000;

    /**
     * Makes a text what it is to be sent as, such as `:tada:` an emoji.
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
            this.#changed();
            this.dispatchEvent(new CustomEvent("input", { detail: { text: this.#text.value } }));
        });
        onTouchChange(() => this.#nameEnter());
        this.#nameEnter();
        this.#changed(); // a browser may have kept what was typed before a reload
    }

    /** @returns {string} what stands there, not stripped */
    get text() {
        return this.#text.value;
    }

    set text(text) {
        this.#text.value = text;
        this.#changed();
    }

    /** @param {string} name whom one writes to, for the placeholder */
    set receiver(name) {
        const short = cut(name, 23);
        this.#text.placeholder = t("composer.placeholder", { name: short === name ? name : `${short}…` });
    }

    /** Writes something where the cursor is. */
    insert(text) {
        const { value, selectionStart, selectionEnd } = this.#text;
        this.replace(value.slice(0, selectionStart) + text, value.slice(selectionEnd));
    }

    /** Puts other words before and after the cursor, as if they had been typed. */
    replace(before, after) {
        this.#text.value = before + after;
        this.#text.setSelectionRange(before.length, before.length);
        this.#text.dispatchEvent(new Event("input", { bubbles: true }));
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
            return; // the key is the input method's
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
        this.text = "";
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
