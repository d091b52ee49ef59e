/**
 * The filters of a search: the conversation, the person, the days, and whether there are files.
 * @module
 */
import { icon, make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { shortDay } from "../base/time-format.js";
import { fetchPeopleAndGuests } from "../connection/account-requests.js";
import { fetchRooms } from "../connection/room-requests.js";
import { isFound, queryWords } from "../people/name-search.js";
import { PeopleSearch } from "../rooms/people-search.js";
import { isDay } from "./search-terms.js";

/** @typedef {import("./search-terms.js").Terms} Terms */

/** Dispatches `change` with `{change}`, the terms that are to be others. */
export class SearchFilters extends EventTarget {
    #self;
    #names;
    #rooms;
    #people;
    #from = make("input", { class: "field__input", type: "date", id: "filter-from" });
    #until = make("input", { class: "field__input", type: "date", id: "filter-until" });
    #files = make("input", { class: "choice__box", type: "checkbox", id: "filter-files" });
    #chosen = make("ul", { class: "chosen", "aria-label": t("search.filters.chosen"), hidden: true });
    #summary = make("summary", { class: "fold__title" }, t("search.filters"));
    #element;

    /**
     * @param {import("../conversation/people.js").Person} self
     * @param {{room: Map<number, string>, sender: Map<number, string>}} names titles of rooms and display names of people by id;
     *     those of chosen ones are added
     */
    constructor(self, names) {
        super();
        this.#self = self;
        this.#names = names;
        this.#rooms = this.#choice("room", {
            id: "filter-room", label: t("search.filter.room"), fetchPage: (...page) => this.#conversations(...page),
            keyOf: ({ room }) => room, none: query => t("search.filter.room.none", { name: query }),
        });
        this.#people = this.#choice("sender", {
            id: "filter-sender", label: t("search.filter.sender"), fetchPage: (...page) => this.#everybody(...page),
        });
        for (const [field, name] of [[this.#from, "from"], [this.#until, "until"]]) {
            field.addEventListener("change", () => this.#change({ [name]: isDay(field.value) ? field.value : null }));
        }
        this.#files.addEventListener("change", () => this.#change({ files: this.#files.checked }));
        this.#element = make("div", { class: "search__filters" }, this.#chosen,
            make("details", { class: "fold" }, this.#summary, make("div", { class: "search__fields" },
                this.#rooms.element, this.#people.element,
                this.#day(this.#from, t("search.filter.from")), this.#day(this.#until, t("search.filter.until")),
                make("div", { class: "choice" }, this.#files,
                    make("label", { class: "choice__label", for: "filter-files" }, t("search.filter.files"))))));
    }

    /** @returns {HTMLElement} the chosen filters, and the fields that choose them */
    get element() {
        return this.#element;
    }

    /** @param {Terms} terms the present ones */
    show(terms) {
        const { room, sender, from, until, files } = terms;
        this.#showDay(this.#from, from);
        this.#showDay(this.#until, until);
        this.#files.checked = files;
        this.#rooms.element.hidden = room !== null;
        this.#people.element.hidden = sender !== null;
        const day = text => shortDay(`${text}T00:00`);
        const chips = [
            room === null ? null : this.#chip({ room: null }, t("search.chosen.room", { name: this.#nameOf("room", room) })),
            sender === null ? null : this.#chip({ sender: null }, t("search.chosen.sender", { name: this.#nameOf("sender", sender) })),
            from === null ? null : this.#chip({ from: null }, t("search.chosen.from", { day: day(from) })),
            until === null ? null : this.#chip({ until: null }, t("search.chosen.until", { day: day(until) })),
            files ? this.#chip({ files: false }, t("search.filter.files")) : null,
        ].filter(chip => chip !== null);
        this.#chosen.replaceChildren(...chips);
        this.#chosen.hidden = chips.length === 0;
    }

    /** Leaves a day alone of which a part has been deleted: the browser would empty the other parts. */
    #showDay(field, day) {
        if (field.value !== (day ?? "")) {
            field.value = day ?? "";
        }
    }

    #nameOf(kind, id) {
        return this.#names[kind].get(id) ?? t(`search.chosen.${kind}.unknown`);
    }

    /** Removing a filter leaves the focus at its neighbour, or at the fields. */
    #chip(change, sentence) {
        const remove = make("button", { class: "chosen__remove", type: "button", "aria-label": t("search.filter.remove", { filter: sentence }) },
            icon("close"));
        remove.addEventListener("click", () => {
            const at = [...this.#chosen.children].findIndex(chip => chip.contains(remove));
            this.#change(change);
            const { children } = this.#chosen;
            (children[Math.min(at, children.length - 1)]?.querySelector("button") ?? this.#summary).focus();
        });
        return make("li", { class: "chosen__person" }, make("span", { class: "chosen__name", dir: "auto" }, sentence), remove);
    }

    #day(field, label) {
        return make("div", { class: "field" }, make("label", { class: "field__label", for: field.id }, label), field);
    }

    /** A field that finds what is to be chosen. It asks the server when it first has the focus. */
    #choice(kind, options) {
        const search = new PeopleSearch(options);
        search.element.addEventListener("focusin", () => search.start(), { once: true });
        search.addEventListener("choose", ({ detail: { person } }) => {
            const id = options.keyOf?.(person) ?? person.id;
            this.#names[kind].set(id, person.displayName);
            this.#change({ [kind]: id });
            this.#chosen.lastElementChild.querySelector("button").focus();
        });
        return search;
    }

    #change(change) {
        this.dispatchEvent(new CustomEvent("change", { detail: { change } }));
    }

    /** The server has no search for one's own conversations: the page searches each page of them. */
    async #conversations(query, after) {
        const { rooms, next } = await fetchRooms(after);
        const words = queryWords(query);
        const people = rooms.map(({ room, kind, title, members }) => {
            const other = kind === "DIRECT" ? members.find(({ id }) => id !== this.#self.id) : undefined;
            return { id: room, username: "", ...other, room, displayName: title };
        });
        return { people: people.filter(each => words.length === 0 || isFound(each, words)), next };
    }

    /** The list of people is without the account itself, whose messages can be looked for too. */
    async #everybody(query, after, limit) {
        const { people, next } = await fetchPeopleAndGuests(query, after, limit);
        const words = queryWords(query);
        const isSelfFound = after === null && (words.length === 0 || isFound(this.#self, words));
        return { people: isSelfFound ? [this.#self, ...people] : people, next };
    }
}
