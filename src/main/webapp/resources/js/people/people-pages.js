/**
 * Loads the people and conversations that the server did not include in the HTML, one page of REST results at a time.
 * @module
 */
import { fetchPeople, fetchRooms } from "../connection/rest.js";

/** Pages of the people that match a query, sorted by name. */
class PeoplePages {
    done = false; // whether the last page was loaded
    #query;
    #after = null;

    /** @param {string} query empty for everyone */
    constructor(query) {
        this.#query = query;
    }

    /** @returns {Promise<import("../conversation/people.js").Person[]>} the next page */
    async next() {
        const { people, next = null } = await fetchPeople(this.#query, this.#after);
        this.#after = next;
        this.done = next === null;
        return people;
    }
}

/** Loads further people into the roster: everyone, conversations first, or the people that match a query. */
export class PeopleLoader {
    #roster;
    #everyone = new PeoplePages("");
    #pages = this.#everyone; // pages of the present query
    #complete; // whether everyone is loaded
    #roomsAfter = null; // cursor after the loaded conversations; null if all are loaded
    #loading = false;

    /**
     * @param {import("../conversation/roster.js").Roster} roster
     * @param {boolean} complete whether the server wrote everyone into the page
     */
    constructor(roster, complete) {
        this.#roster = roster;
        this.#complete = complete;
    }

    /** @returns {boolean} whether the query may match further people */
    get hasMore() {
        return !this.#complete && !this.#pages.done;
    }

    /**
     * Sets the query. A page that is still being loaded for the former query is added too.
     *
     * @param {string} query empty for everyone
     */
    search(query) {
        this.#pages = query === "" ? this.#everyone : new PeoplePages(query);
        this.#loading = false;
    }

    /**
     * Loads the next page.
     *
     * @returns {Promise<boolean>} whether a page of the present query was loaded; rejects if loading fails
     */
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
     * Finds the cursor after the conversations of a `welcome`.
     *
     * @param {boolean} more whether there are further conversations
     */
    async welcomed(more) {
        this.#roomsAfter = null;
        if (more) {
            try {
                let page = { next: null };
                do { // loads the first pages again, since only a page contains a cursor
                    page = await fetchRooms(page.next);
                    page.rooms.forEach(room => this.#roster.addRoom(room));
                } while (page.next && page.rooms.some(({ room }) => this.#roster.byRoom(room) === undefined));
                this.#roomsAfter = page.next ?? null;
            } catch {
                this.#roomsAfter = null; // the people are still loaded by name
            }
        }
    }
}
