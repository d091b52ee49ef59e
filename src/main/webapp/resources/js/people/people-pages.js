/**
 * Loads the people and the conversations that did not come with the page, a page at a time.
 * @module
 */
import { fetchPeople, fetchRooms } from "../connection/rest.js";

/** The people that a query finds, by name. */
class PeoplePages {
    done = false; // the last page has come
    #query;
    #after = null;

    /** @param {string} query empty for everyone */
    constructor(query) {
        this.#query = query;
    }

    /** @returns {Promise<import("../conversation/roster-entry.js").Person[]>} the next page */
    async next() {
        const { people, next = null } = await fetchPeople(this.#query, this.#after);
        this.#after = next;
        this.done = next === null;
        return people;
    }
}

/** Brings more of everyone, conversations first, or more of those whom a query finds; all of them go into the roster. */
export class PeopleLoader {
    #roster;
    #everyone = new PeoplePages("");
    #pages = this.#everyone; // of the query that is wanted now
    #complete; // everyone is here
    #roomsAfter = null; // where the conversations known so far end; null where all are known
    #loading = false;

    /**
     * @param {import("../conversation/roster.js").Roster} roster
     * @param {boolean} complete whether everyone came with the page
     */
    constructor(roster, complete) {
        this.#roster = roster;
        this.#complete = complete;
    }

    /** @returns {boolean} whether there may be more for the query */
    get hasMore() {
        return !this.#complete && !this.#pages.done;
    }

    /** @param {string} query empty for everyone. What is still coming for the query before is added too, but not waited for */
    search(query) {
        this.#pages = query === "" ? this.#everyone : new PeoplePages(query);
        this.#loading = false;
    }

    /** @returns {Promise<boolean>} whether a page came for the query that is wanted by then; rejects where it could not be loaded */
    async loadNext() {
        if (this.#loading || !this.hasMore) {
            return false;
        }
        const pages = this.#pages;
        this.#loading = true;
        try {
            await this.#load(pages);
        } finally {
            this.#loading &&= pages !== this.#pages;
        }
        return pages === this.#pages;
    }

    async #load(pages) {
        if (this.#roomsAfter !== null && pages === this.#everyone) {
            const { rooms, next = null } = await fetchRooms(this.#roomsAfter);
            this.#roomsAfter = next;
            rooms.forEach(room => this.#roster.addRoom(room));
        } else {
            (await pages.next()).forEach(person => this.#roster.addPerson(person));
        }
        this.#complete ||= pages === this.#everyone && pages.done && this.#roomsAfter === null;
    }

    /**
     * After `welcome`: finds the place from which on conversations are loaded.
     *
     * @param {boolean} more whether there are conversations that `welcome` did not list
     */
    async welcomed(more) {
        this.#roomsAfter = null;
        if (more) {
            try {
                let page = { next: null };
                do { // the first pages come again: the key of where they end is only known here
                    page = await fetchRooms(page.next);
                    page.rooms.forEach(room => this.#roster.addRoom(room));
                } while (page.next && page.rooms.some(({ room }) => this.#roster.byRoom(room) === undefined));
                this.#roomsAfter = page.next ?? null;
            } catch {
                this.#roomsAfter = null; // the people still come by name
            }
        }
    }
}
