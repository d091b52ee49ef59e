/**
 * A text field of a form about rooms: with its label, its error, and the number of characters that are left.
 * @module
 */
import { make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { strip } from "../base/text-size.js";
import { characterCount } from "../composer/character-count.js";
import { faultIn } from "./room-rules.js";

/** A labelled field with a limit. */
export class TextField {
    #limit;
    #required;
    #input;
    #count;
    #error;
    #element;

    /**
     * @param {object} field
     * @param {string} field.id of the input
     * @param {string} field.label
     * @param {number} field.limit in code points
     * @param {boolean} [field.required] whether it may not be empty
     */
    constructor({ id, label, limit, required = false }) {
        this.#limit = limit;
        this.#required = required;
        this.#input = make("input", {
            class: "field__input", id, autocomplete: "off", dir: "auto", "aria-describedby": `${id}-error ${id}-count`,
            "aria-required": String(required),
        });
        this.#count = make("p", { class: "field__hint", id: `${id}-count`, role: "status" });
        this.#error = make("p", { class: "field__error", id: `${id}-error` });
        this.#element = make("div", { class: "field" },
            make("label", { class: "field__label", for: id }, label), this.#input, this.#error, this.#count);
        this.#input.addEventListener("input", () => {
            this.fail("");
            this.#counts();
        });
    }

    /** @returns {HTMLElement} the field with its label */
    get element() {
        return this.#element;
    }

    /** @returns {string} the text, stripped as the server does it */
    get value() {
        return strip(this.#input.value);
    }

    set value(text) {
        this.#input.value = text;
        this.fail("");
        this.#counts();
    }

    /** Focuses the field and selects its text. */
    focus() {
        this.#input.focus();
        this.#input.select();
    }

    /** @returns {boolean} whether the text is valid; says in the field what is wrong */
    check() {
        const fault = faultIn(this.#input.value, this.#limit, this.#required);
        this.fail(fault === null ? "" : t(`rooms.fault.${fault}`, { limit: this.#limit }));
        return fault === null;
    }

    /** Shows an error. @param {string} sentence empty for none */
    fail(sentence) {
        this.#error.textContent = sentence;
        this.#input.toggleAttribute("aria-invalid", false);
        if (sentence !== "") {
            this.#input.setAttribute("aria-invalid", "true");
        }
    }

    #counts() {
        const { over, sentence } = characterCount(this.#input.value, this.#limit);
        this.#count.textContent = sentence;
        this.#count.classList.toggle("field__error", over);
    }
}
