/**
 * The list of people and rooms: in sections, sorted, filtered during typing, extended during scrolling.
 * @module
 */
import { clock } from "../base/clock.js";
import { debounced } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { personOrRoom } from "../conversation/naming.js";
import { ListSection } from "./list-section.js";
import { isFound, queryWords } from "./name-search.js";
import { compareEntries } from "./people-order.js";
import { PeopleLoader } from "./people-pages.js";
import { makeRow, readRow, showRow } from "./person-row.js";

const SEARCH_AFTER_MS = 180;
const NEAR_END = 600; // px from the end at which more people are loaded

/** @typedef {import("../conversation/naming.js").Named} Named */

/** Shows the roster as a list. */
export class PeopleList {
    #sections = {
        unread: new ListSection("unread", "before"),
        rooms: new ListSection("rooms", "before"),
        people: new ListSection("people", null),
        archived: new ListSection("archived", "after", false),
    };
    #scroll = document.querySelector("#people-scroll");
    #find = document.querySelector("#find");
    #status = document.querySelector("#people-said");
    #nobody = document.querySelector("#nobody");
    #rows = new Map(); // entry of the roster → li
    #entries = new WeakMap(); // li → entry of the roster
    #roster;
    #people;
    #loader;
    #current = null;

    /**
     * @param {import("../conversation/roster.js").Roster} roster empty; gets the rows that the server wrote into the page
     * @param {import("../conversation/people.js").People} people
     */
    constructor(roster, people) {
        this.#roster = roster;
        this.#people = people;
        const filtered = this.#find.value !== ""; // the server has filtered the rows by the query in the address
        const { list } = this.#sections.people; // the server writes all rows there
        this.#loader = new PeopleLoader(roster, !list.dataset.next && !filtered);
        for (const row of [...list.children]) {
            const { person, ...read } = readRow(row);
            const entry = roster.addRow(person, read);
            this.#keep(entry, row);
            showRow(row, entry, people);
            this.#place(row, entry);
        }
        roster.addEventListener("change", ({ detail: { entry, kind } }) => (
            kind === "gone" ? this.#drop(entry) : this.#changed(entry, kind)));
        people.addEventListener("named", ({ detail: { person } }) => this.#rename(person));
        this.#scroll.addEventListener("scroll", () => this.#loadMore(), { passive: true });
        this.#sections.people.addEventListener("unfold", () => this.#loadMore());
        const search = debounced(() => this.#search(), SEARCH_AFTER_MS);
        this.#find.addEventListener("input", () => {
            this.#filter();
            search();
        });
        this.#find.form.addEventListener("submit", event => this.#openOnly(event));
        clock.addEventListener("day", () => this.#refreshTimes()); // "14:05" becomes "Yesterday"
        if (filtered) {
            this.#search();
        }
        this.#filter();
        this.#loadMore();
    }

    /** @returns {PeopleLoader} loads further people */
    get loader() {
        return this.#loader;
    }

    /** @returns {number} scroll position in px, to return to */
    get place() {
        return this.#scroll.scrollTop;
    }

    set place(top) {
        this.#scroll.scrollTop = top;
    }

    /** @param {Named|null} conversation the open conversation, perhaps one without a row */
    set current(conversation) {
        const former = this.#currentRow;
        former?.firstElementChild.removeAttribute("aria-current");
        this.#current = conversation;
        this.#currentRow?.firstElementChild.setAttribute("aria-current", "page");
        Object.values(this.#sections).forEach(section => section.reveal(this.#currentRow));
        if (former !== undefined) {
            this.#place(former, this.#entries.get(former));
            this.#tell();
        }
    }

    get current() {
        return this.#current;
    }

    /** Moves the focus to the row of a conversation, if there is one. @param {Named|null} conversation */
    focus(conversation) {
        this.#rowOf(conversation)?.firstElementChild.focus();
    }

    #rowOf(conversation) {
        return conversation === null ? undefined : this.#rows.get(this.#roster.of(conversation));
    }

    get #currentRow() {
        return this.#rowOf(this.#current);
    }

    #keep(entry, row) {
        this.#rows.set(entry, row);
        this.#entries.set(row, entry);
    }

    #drop(entry) {
        this.#rows.get(entry)?.remove();
        this.#rows.delete(entry);
        this.#tell();
    }

    /** Shows a person's name in the rows whose newest event names that person. */
    #rename({ id }) {
        for (const [entry, row] of this.#rows) {
            const { sender, event } = entry.last ?? {};
            if (event !== undefined && (sender.id === id || event.subject?.id === id)) {
                showRow(row, entry, this.#people);
            }
        }
    }

    #changed(entry, kind) {
        let row = this.#rows.get(entry);
        if (row === undefined) {
            row = makeRow(entry, this.#people);
            this.#keep(entry, row);
            row.firstElementChild.toggleAttribute("aria-current", false);
            if (row === this.#currentRow) {
                row.firstElementChild.setAttribute("aria-current", "page");
            }
        } else {
            showRow(row, entry, this.#people);
        }
        this.#place(row, entry);
        row.hidden = !this.#matches(entry);
        this.#tell(kind === "added");
    }

    /** Moves a row to its place. Leaves a row that is in its place untouched, so that it keeps the focus. */
    #place(row, entry) {
        const before = this.#neighbour(row.previousElementSibling);
        const after = this.#neighbour(row.nextElementSibling);
        const { list } = this.#sectionOf(entry, row);
        const fits = row.parentElement === list && (before === undefined || this.#compare(before, entry) <= 0)
            && (after === undefined || this.#compare(entry, after) <= 0);
        if (!fits) {
            const focused = row.contains(document.activeElement);
            const next = [...list.children]
                .find(each => each !== row && this.#compare(entry, this.#neighbour(each)) < 0);
            list.insertBefore(row, next ?? null);
            if (focused) {
                row.firstElementChild.focus({ preventScroll: true });
            }
        }
    }

    /** The conversation that is being read stays in its section until another one is opened. */
    #sectionOf({ account, archived, unread }, row) {
        const sections = this.#sections;
        if (archived) {
            return sections.archived;
        }
        const stays = row === this.#currentRow && row.parentElement === sections.unread.list;
        return unread > 0 || stays ? sections.unread : account === null ? sections.rooms : sections.people;
    }

    #compare(one, other) {
        return compareEntries(this.#people, one, other);
    }

    #neighbour(row) {
        return row ? this.#entries.get(row) : undefined;
    }

    #matches(entry) {
        const wanted = this.#wanted();
        return wanted === "" || isFound(personOrRoom(entry, this.#people), queryWords(wanted));
    }

    /** @returns {string} the filter as typed; empty for everyone */
    #wanted() {
        return this.#find.value.trim().replace(/^@/u, "");
    }

    #filter() {
        const wanted = this.#wanted();
        const words = queryWords(wanted);
        for (const [entry, row] of this.#rows) {
            row.hidden = wanted !== "" && !isFound(personOrRoom(entry, this.#people), words);
        }
        this.#tell();
    }

    #search() {
        this.#loader.search(this.#wanted());
        this.#scroll.scrollTop = 0;
        this.#tell();
        this.#loadMore();
    }

    async #loadMore() {
        const { scrollHeight, scrollTop, clientHeight } = this.#scroll;
        const folded = !this.#sections.people.isOpen;
        if (folded || clientHeight === 0 || scrollHeight - scrollTop - clientHeight >= NEAR_END) {
            return;
        }
        try {
            if (await this.#loader.loadNext()) {
                this.#tell();
                this.#loadMore(); // needed if all loaded people were in the list before
            }
        } catch {
            this.#status.textContent = t("people.notLoaded");
        }
    }

    #tell() {
        const shown = [...this.#rows.values()].some(row => !row.hidden);
        const searching = this.#loader.hasMore;
        const filtered = this.#wanted() !== "";
        Object.values(this.#sections).forEach(section => section.show(filtered));
        this.#nobody.hidden = this.#roster.size > 0 || filtered || searching;
        this.#find.form.hidden = !this.#nobody.hidden;
        const none = searching ? t("people.searching")
            : t("people.nobodyCalled", { name: this.#find.value.trim() });
        const words = shown || !filtered ? "" : none;
        if (this.#status.textContent !== words) {
            this.#status.textContent = words;
        }
    }

    /** Enter in the filter opens the first person without loading a page. */
    #openOnly(event) {
        event.preventDefault();
        Object.values(this.#sections).flatMap(({ list }) => [...list.children])
            .find(row => !row.hidden)?.firstElementChild.click();
    }

    #refreshTimes() {
        this.#rows.forEach((row, entry) => showRow(row, entry, this.#people));
    }
}
