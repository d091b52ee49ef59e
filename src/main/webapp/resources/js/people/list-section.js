/**
 * A section of the list of people and rooms, which can be folded. The browser remembers which ones the reader has folded.
 * @module
 */
import { make } from "../base/dom.js";
import { t } from "../base/i18n.js";

const REMEMBERED = "chatboard.sections";

/** @returns {Record<string, boolean>} whether the sections that the reader has folded or unfolded are open */
function remembered() {
    try {
        return JSON.parse(localStorage.getItem(REMEMBERED)) ?? {};
    } catch {
        return {}; // the browser keeps nothing, or something else
    }
}

function remember(name, open) {
    try {
        localStorage.setItem(REMEMBERED, JSON.stringify({ ...remembered(), [name]: open }));
    } catch {
        // it is forgotten when the page is left
    }
}

/** Makes a section before or after that of people, which the server writes into the page. */
function makeSection(name, where) {
    const section = make("details", { class: "fold", id: `section-${name}` }, make("summary", { class: "fold__title" }), make("ol"));
    document.querySelector("#section-people")[where](section);
    return section;
}

/** A section, shown if it has rows. Dispatches `unfold` when it has been unfolded. */
export class ListSection extends EventTarget {
    /** The list of its rows. */
    list;
    #fold;
    #name;
    #filtered = false;
    #wanted; // whether the reader wants it open

    /**
     * @param {string} name `unread`, `rooms`, `people` or `archived`
     * @param {"before"|"after"|null} where its place beside the section of people; null for that section
     * @param {boolean} [isOpen] whether it is open if the reader has not chosen
     */
    constructor(name, where, isOpen = true) {
        super();
        this.#name = name;
        this.#fold = where === null ? document.querySelector("#section-people") : makeSection(name, where);
        this.list = this.#fold.querySelector("ol");
        this.#wanted = remembered()[name] ?? isOpen;
        this.#fold.open = this.#wanted;
        this.#fold.firstElementChild.addEventListener("click", () => { // comes before it is folded or unfolded
            this.#wanted = !this.#fold.open;
            remember(name, this.#wanted);
        });
        this.#fold.addEventListener("toggle", () => this.#fold.open && this.dispatchEvent(new Event("unfold")));
    }

    /** @returns {boolean} whether its rows are on the screen */
    get isOpen() {
        return this.#fold.open;
    }

    /** Unfolds the section if a row is one of its own. @param {HTMLLIElement|undefined} row that of the open conversation */
    reveal(row) {
        this.#fold.open ||= row !== undefined && this.list.contains(row);
    }

    /**
     * Shows the section if it has rows, and unfolds it if a filter has found them.
     *
     * @param {boolean} filtered whether the list is filtered
     */
    show(filtered) {
        const count = [...this.list.children].filter(row => !row.hidden).length;
        this.#fold.hidden = count === 0;
        this.#fold.firstElementChild.textContent = t(`people.section.${this.#name}`, { count });
        if (filtered !== this.#filtered) {
            this.#filtered = filtered;
            this.#fold.open = filtered || this.#wanted;
        }
    }
}
