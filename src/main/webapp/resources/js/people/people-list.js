/**
 * The list of people: in order, filtered while one types, more of them while one scrolls.
 * @module
 */
import { clock } from "../base/clock.js";
import { debounced } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { isFound, queryWords } from "./name-search.js";
import { fetchRooms, PeoplePages } from "./people-pages.js";
import { compareEntries } from "./people-order.js";
import { makeRow, readRow, showRow } from "./person-row.js";

const ASK_AFTER_MS = 180;
const NEAR_END = 600; // px

/** Shows the roster. */
export class PeopleList {
    #list = document.querySelector("#people");
    #scroll = document.querySelector("#people-scroll");
    #find = document.querySelector("#find");
    #said = document.querySelector("#people-said");
    #nobody = document.querySelector("#nobody");
    #rows = new Map(); // account id → li
    #roster;
    #everyone = new PeoplePages("");
    #pages; // what scrolling brings more of: everyone, or who matches the filter
    #complete; // everyone is here
    #roomsAfter = null; // where the conversations known so far end; null where all are known
    #loading = false;
    #current = null;

    /** @param {import("../conversation/roster.js").Roster} roster empty; gets what came with the page */
    constructor(roster) {
        this.#roster = roster;
        this.#complete = !this.#list.dataset.next;
        this.#pages = this.#everyone;
        for (const row of this.#list.querySelectorAll(":scope > li")) {
            const read = readRow(row);
            roster.seed(read);
            this.#rows.set(read.person.id, row);
            showRow(row, read);
        }
        roster.addEventListener("change", ({ detail }) => this.#changed(detail));
        this.#scroll.addEventListener("scroll", () => this.#loadMore(), { passive: true });
        const ask = debounced(() => this.#ask(), ASK_AFTER_MS);
        this.#find.addEventListener("input", () => {
            this.#filter();
            ask();
        });
        this.#find.form.addEventListener("submit", event => this.#openOnly(event));
        clock.addEventListener("day", () => this.#refreshTimes()); // "14:05" becomes "Yesterday"
        if (this.#find.value !== "") {
            this.#complete = false; // the page was asked for with a filter, so these are not all
            this.#ask();
        }
        this.#filter();
        this.#loadMore();
    }

    /** @returns {number} px, for coming back to */
    get place() {
        return this.#scroll.scrollTop;
    }

    set place(top) {
        this.#scroll.scrollTop = top;
    }

    /** @param {number|null} id whose conversation is open */
    set current(id) {
        this.#rows.get(this.#current)?.firstElementChild.removeAttribute("aria-current");
        this.#rows.get(id)?.firstElementChild.setAttribute("aria-current", "page");
        this.#current = id;
    }

    /** After `welcome`: are there conversations beyond those it told? */
    async roomsTold(more) {
        this.#roomsAfter = null;
        if (more) {
            try {
                let page = { next: null };
                do { // the first pages are told again: the key of where they end is only known here
                    page = await fetchRooms(page.next);
                    page.rooms.forEach(room => this.#roster.learn(room));
                } while (page.next && page.rooms.some(({ room }) => this.#roster.byRoom(room) === undefined));
                this.#roomsAfter = page.next ?? null;
            } catch {
                this.#roomsAfter = null; // the people still come by name
            }
        }
    }

    #changed({ entry, kind }) {
        const { id } = entry.person;
        let row = this.#rows.get(id);
        if (row === undefined) {
            row = makeRow(entry);
            this.#rows.set(id, row);
            row.firstElementChild.toggleAttribute("aria-current", false);
            if (id === this.#current) {
                row.firstElementChild.setAttribute("aria-current", "page");
            }
        } else {
            showRow(row, entry);
        }
        this.#place(row, entry);
        row.hidden = !this.#matches(entry);
        this.#tell(kind === "added");
    }

    /** Moves a row where it belongs; one that is there already is not touched, so that nobody loses their focus. */
    #place(row, entry) {
        const before = this.#neighbour(row.previousElementSibling);
        const after = this.#neighbour(row.nextElementSibling);
        const fits = row.isConnected && (before === undefined || compareEntries(before, entry) <= 0)
            && (after === undefined || compareEntries(entry, after) <= 0);
        if (!fits) {
            const focused = row.contains(document.activeElement);
            const next = [...this.#list.children]
                .find(each => each !== row && compareEntries(entry, this.#neighbour(each)) < 0);
            this.#list.insertBefore(row, next ?? null);
            if (focused) {
                row.firstElementChild.focus({ preventScroll: true });
            }
        }
    }

    #neighbour(row) {
        return row ? this.#roster.byId(Number(row.firstElementChild.dataset.accountId)) : undefined;
    }

    #matches({ person }) {
        const wanted = this.#wanted();
        return wanted === "" || isFound(person, queryWords(wanted));
    }

    /** What is looked for, as typed; empty for everyone. */
    #wanted() {
        return this.#find.value.trim().replace(/^@/u, "");
    }

    #filter() {
        const wanted = this.#wanted();
        const words = queryWords(wanted);
        for (const [id, row] of this.#rows) {
            row.hidden = wanted !== "" && !isFound(this.#roster.byId(id).person, words);
        }
        this.#tell();
    }

    #ask() {
        const wanted = this.#wanted();
        this.#pages = wanted === "" ? this.#everyone : new PeoplePages(wanted);
        this.#scroll.scrollTop = 0;
        this.#loading = false; // an answer to the query before is still taken in, but nobody waits for it
        this.#tell();
        this.#loadMore();
    }

    async #loadMore() {
        const { scrollHeight, scrollTop, clientHeight } = this.#scroll;
        const wantsMore = clientHeight > 0 && scrollHeight - scrollTop - clientHeight < NEAR_END;
        if (!wantsMore || this.#loading || this.#complete || this.#pages.done) {
            return;
        }
        this.#loading = true;
        const pages = this.#pages;
        try {
            if (this.#roomsAfter !== null && pages === this.#everyone) {
                const { rooms, next = null } = await fetchRooms(this.#roomsAfter);
                this.#roomsAfter = next;
                rooms.forEach(room => this.#roster.learn(room));
            } else {
                (await pages.next()).forEach(person => this.#roster.meet(person));
            }
            this.#complete ||= pages === this.#everyone && pages.done && this.#roomsAfter === null;
        } catch {
            this.#said.textContent = t("people.notLoaded");
            this.#loading = pages === this.#pages ? false : this.#loading;
            return;
        }
        if (pages === this.#pages) {
            this.#loading = false;
            this.#tell();
            this.#loadMore(); // what came may all have been here already
        }
    }

    #tell() {
        const shown = [...this.#rows.values()].some(row => !row.hidden);
        const searching = !this.#complete && !this.#pages.done;
        const filtered = this.#wanted() !== "";
        this.#nobody.hidden = this.#roster.size > 0 || filtered || searching;
        this.#find.form.hidden = !this.#nobody.hidden;
        const none = searching ? t("people.searching")
            : t("people.nobodyCalled", { name: this.#find.value.trim() });
        const words = shown || !filtered ? "" : none;
        if (this.#said.textContent !== words) {
            this.#said.textContent = words;
        }
    }

    /** Enter in the filter opens the first person, without a page load. */
    #openOnly(event) {
        event.preventDefault();
        [...this.#list.children].find(row => !row.hidden)?.firstElementChild.click();
    }

    #refreshTimes() {
        this.#rows.forEach((row, id) => showRow(row, this.#roster.byId(id)));
    }
}
