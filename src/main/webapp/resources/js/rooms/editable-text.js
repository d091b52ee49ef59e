/**
 * A text that is changed in place: its button shows a field with the buttons Save and Cancel.
 * @module
 */
import { icon, make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { isComposing } from "../base/keyboard.js";
import { explainProblem } from "./room-problem.js";
import { TextField } from "./text-field.js";

/** A text, or the form that changes it. */
export class EditableText {
    #field;
    #save;
    #text;
    #edit;
    #shown;
    #submit = make("button", { class: "button" }, t("rooms.save"));
    #form;
    #element;
    #empty;
    #value = "";
    #editable = false;

    /**
     * @param {object} of
     * @param {string} of.id of the field
     * @param {string} of.label of the field
     * @param {string} of.action label of the button that begins a change
     * @param {string} of.className of the text
     * @param {string} [of.empty] what stands in place of an empty text
     * @param {number} of.limit in code points
     * @param {boolean} [of.required] whether it may not be empty
     * @param {(text: string) => Promise<void>} of.save rejects if the server does
     */
    constructor({ id, label, action, className, empty = "", limit, required, save }) {
        this.#save = save;
        this.#empty = empty;
        this.#field = new TextField({ id, label, limit, required });
        this.#text = make("p", { class: className, dir: "auto" });
        this.#edit = make("button", {
            class: "button button--quiet button--icon", type: "button", "aria-label": action, title: action,
        }, icon("edit"));
        this.#shown = make("div", { class: "editable__shown" }, this.#text, this.#edit);
        this.#form = this.#makeForm();
        this.#element = make("div", { class: "editable" }, this.#shown, this.#form);
        this.#edit.addEventListener("click", () => this.#begin());
    }

    /** @returns {HTMLElement} the text and its button, or the form */
    get element() {
        return this.#element;
    }

    /**
     * Shows a text. A change that is being typed stays.
     *
     * @param {string} text
     * @param {boolean} editable
     */
    show(text, editable) {
        this.#value = text;
        this.#text.textContent = text || this.#empty;
        this.#edit.hidden = !editable;
        this.#element.hidden = text === "" && !editable;
        if (this.#editable && !editable) {
            this.end();
        }
        this.#editable = editable;
    }

    /** Discards a change that is being typed. */
    end() {
        this.#form.hidden = true;
        this.#shown.hidden = false;
    }

    #makeForm() {
        const cancel = make("button", { class: "button button--plain", type: "button" }, t("rooms.cancel"));
        const form = make("form", { class: "editable__form", novalidate: true, hidden: true },
            this.#field.element, make("div", { class: "dialog__answers" }, cancel, this.#submit));
        cancel.addEventListener("click", () => this.#leave());
        form.addEventListener("submit", event => {
            event.preventDefault();
            this.#send();
        });
        form.addEventListener("keydown", event => {
            if (event.key === "Escape" && !isComposing(event)) {
                event.preventDefault(); // the next Escape closes the panel
                this.#leave();
            }
        });
        return form;
    }

    #begin() {
        this.#field.value = this.#value;
        this.#form.hidden = false;
        this.#shown.hidden = true;
        this.#field.focus();
    }

    #leave() {
        this.end();
        this.#edit.focus();
    }

    async #send() {
        const text = this.#field.value;
        if (text === this.#value) {
            this.#leave();
        } else if (!this.#field.check()) {
            this.#field.focus();
        } else if (!this.#submit.hasAttribute("aria-busy")) {
            this.#submit.setAttribute("aria-busy", "true");
            try {
                await this.#save(text);
                this.#leave();
            } catch (error) {
                this.#field.fail(explainProblem(error));
                this.#field.focus();
            } finally {
                this.#submit.removeAttribute("aria-busy");
            }
        }
    }
}
