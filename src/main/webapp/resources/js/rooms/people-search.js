/**
 * Finds people of the server by name, to choose some of them.
 * @module
 */
import { avatar } from "../base/avatar.js";
import { debounced, make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { isComposing, isTouch } from "../base/keyboard.js";
import { PagedList } from "./paged-list.js";
import { PagedView } from "./paged-view.js";

const SEARCH_AFTER_MS = 180;

/** A search field and the people that it finds. Dispatches `choose` with `{person}`. */
export class PeopleSearch extends EventTarget {
    #list;
    #view;
    #field;
    #element;

    /**
     * @param {object} search
     * @param {string} search.id of the field
     * @param {string} search.label of the field
     * @param {typeof import("../connection/account-requests.js").fetchPeopleAndGuests} search.fetchPage finds people
     * @param {(person: import("../conversation/people.js").Person) => boolean} [search.isOffered] whether a person can be chosen
     * @param {(person: import("../conversation/people.js").Person) => number} [search.keyOf] id of what is found, if conversations are
     *     found too
     * @param {(query: string) => string} [search.none] what is shown if nobody is found
     */
    constructor({
        id, label, fetchPage, isOffered = () => true, keyOf = person => person.id,
        none = query => (query === "" || this.#list.items.length > 0 ? t("rooms.people.none") : t("people.nobodyCalled", { name: query })),
    }) {
        super();
        this.#list = new PagedList(fetchPage, "people", keyOf);
        this.#field = make("input", {
            class: "field__input", type: "search", id, autocomplete: "off", autocapitalize: "none", spellcheck: "false",
        });
        this.#view = new PagedView(this.#list, {
            label: t("rooms.people.found"),
            keyOf,
            makeRow: person => this.#makeRow(person),
            isShown: isOffered,
            none,
        });
        this.#element = make("div", { class: "people-search field" },
            make("label", { class: "field__label", for: id }, label), this.#field,
            make("div", { class: "people-search__found" }, this.#view.element));
        const search = debounced(() => this.#search(), SEARCH_AFTER_MS);
        this.#field.addEventListener("input", search);
        this.#element.addEventListener("keydown", event => this.#key(event));
    }

    /** @returns {HTMLElement} the field and the people */
    get element() {
        return this.#element;
    }

    /** Loads the people that match what is typed; all people at first. */
    start() {
        this.#search();
    }

    /** Shows the people again, since others are offered now. */
    refresh() {
        this.#view.show();
    }

    /** Focuses the field and selects its text, so that the next name can be typed. */
    focus() {
        this.#field.focus();
        this.#field.select();
    }

    get #typed() {
        return this.#field.value.trim().replace(/^@/u, "");
    }

    #search() {
        return this.#list.search(this.#typed);
    }

    #choose(person) {
        this.dispatchEvent(new CustomEvent("choose", { detail: { person } }));
        if (!isTouch()) { // the keyboard of a phone would cover the people
            this.focus();
        }
    }

    /** Chooses the first person, once those are shown that match what is typed. */
    async #chooseFirst() {
        const typed = this.#typed;
        while (typed === this.#typed && (this.#list.query !== typed || this.#list.loading)) {
            await this.#search(); // the search of what was typed may begin meanwhile and take the place of this one
        }
        if (typed !== "" && typed === this.#typed) {
            this.#buttons()[0]?.click();
        }
    }

    #buttons() {
        return [...this.#element.querySelectorAll("li > button")];
    }

    #makeRow(person) {
        const name = make("span", { class: "people-search__name", dir: "auto" });
        const button = make("button", { class: "people-search__person", type: "button" },
            avatar(person, "s"), name,
            make("span", { class: "people-search__username" }, person.username === "" ? "" : `@${person.username}`),
            person.guest ? make("span", { class: "member__role" }, t("rooms.role.guest")) : null);
        button.addEventListener("click", () => this.#choose(person));
        return {
            element: make("li", {}, button),
            show: ({ displayName }) => {
                name.textContent = displayName;
            },
        };
    }

    /** Arrow keys move between the field and the people; Enter in the field chooses the first one. */
    #key(event) {
        if (isComposing(event)) {
            return;
        }
        const buttons = this.#buttons();
        const at = buttons.indexOf(document.activeElement);
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        const inField = event.target === this.#field;
        if (inField && event.key === "Enter") {
            event.preventDefault(); // otherwise the form would be sent
            this.#chooseFirst();
        } else if (step !== undefined && (inField || at >= 0)) {
            event.preventDefault();
            (buttons[at + step] ?? (at + step < 0 ? this.#field : null))?.focus();
        }
    }
}
