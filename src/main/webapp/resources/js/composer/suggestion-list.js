/**
 * The list above the composer that completes what is being typed: Arrow keys select, Enter and Tab take, Escape closes.
 * @module
 */
import { make } from "../base/dom.js";
import { isComposing } from "../base/keyboard.js";

/** A listbox of the text field. */
export class SuggestionList {
    #field = document.querySelector("#text");
    #id;
    #list;
    #take;
    #chosen = 0;

    /**
     * @param {import("./composer.js").Composer} composer
     * @param {string} id of the list; those of its items begin with it
     * @param {string} label for screen readers
     * @param {(index: number) => void} take called with the item that the writer has chosen
     */
    constructor(composer, id, label, take) {
        this.#id = id;
        this.#take = take;
        this.#list = make("ul", { class: "suggestions", id, role: "listbox", "aria-label": label, hidden: true });
        document.querySelector("#composer").append(this.#list);
        this.#field.setAttribute("aria-autocomplete", "list");
        this.#field.addEventListener("blur", () => this.hide());
        this.#field.addEventListener("keydown", event => this.#key(event), { capture: true });
        composer.addEventListener("text", () => this.hide());
        this.#list.addEventListener("pointerdown", event => { // comes before the field loses the focus, unlike click
            event.preventDefault();
            const at = [...this.#list.children].indexOf(event.target.closest("li"));
            if (at >= 0) {
                this.#take(at);
            }
        });
    }

    /** @returns {boolean} whether the list is shown */
    get isShown() {
        return !this.#list.hidden;
    }

    /** @returns {number} index of the selected item */
    get chosen() {
        return this.#chosen;
    }

    /**
     * Shows items, or hides the list if there are none.
     *
     * @param {(Node|string)[][]} items the content of each
     * @param {number} [chosen] index of the selected one
     */
    show(items, chosen = 0) {
        if (items.length === 0) {
            this.hide();
            return;
        }
        this.#list.replaceChildren(...items.map((content, at) => (
            make("li", { class: "suggestions__item", role: "option", id: `${this.#id}-${at}` }, ...content))));
        this.#list.hidden = false;
        this.#field.setAttribute("aria-controls", this.#id);
        this.#choose(chosen);
    }

    /** Hides the list. */
    hide() {
        if (!this.#list.hidden) {
            this.#list.hidden = true;
            this.#field.removeAttribute("aria-activedescendant");
            this.#field.removeAttribute("aria-controls");
        }
    }

    #choose(at) {
        const items = [...this.#list.children];
        this.#chosen = (at + items.length) % items.length;
        items.forEach((item, index) => item.setAttribute("aria-selected", String(index === this.#chosen)));
        this.#field.setAttribute("aria-activedescendant", `${this.#id}-${this.#chosen}`);
    }

    #key(event) {
        if (this.#list.hidden || isComposing(event)) {
            return;
        }
        const keys = {
            ArrowDown: () => this.#choose(this.#chosen + 1),
            ArrowUp: () => this.#choose(this.#chosen - 1),
            Enter: () => this.#take(this.#chosen),
            Tab: () => this.#take(this.#chosen),
            Escape: () => this.hide(),
        };
        if (Object.hasOwn(keys, event.key) && !event.shiftKey && !event.altKey && !event.ctrlKey) {
            event.preventDefault();
            event.stopImmediatePropagation();
            keys[event.key]();
        }
    }
}
