/**
 * Loads the people and conversations that the server did not include in the HTML, one page of REST results at a time.
 * @module
 */
import { fetchPeople } from "../connection/account-requests.js";
import { fetchRooms } from "../connection/room-requests.js";

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
    #roomsAfter = null; // cursor after the loaded conversations, "" before the first page; null if all are loaded
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
        return this.#hasRooms || (!this.#complete && !this.#pages.done);
    }

    get #hasRooms() {
        return this.#roomsAfter !== null && this.#pages === this.#everyone;
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
        if (this.#hasRooms) {
            const askedAt = performance.now();
            const { rooms, next = null } = await fetchRooms(this.#roomsAfter);
            this.#roomsAfter = next;
            this.#roster.addListed(rooms, askedAt);
        } else {
            (await pages.next()).forEach(person => this.#roster.addPerson(person));
        }
        this.#complete ||= pages === this.#everyone && pages.done && this.#roomsAfter === null;
    }

    /**
     * Begins again with the rooms of a `welcome`. Rooms that it does not name are older than its rooms, or lost.
     *
     * @param {{rooms: {room: number}[], more?: boolean}} welcome `more`: whether there are further rooms
     * @param {Promise<number[]>} kept the rooms of which the browser keeps something
     * @param {(room: number) => void} lose called with a room that the reader has left
     */
    async welcomed({ rooms, more = false }, kept, lose) {
        this.#roomsAfter = more ? "" : null;
        const listed = new Set(rooms.map(({ room }) => room));
        const older = [...this.#roster.roomsOfSeveral, ...await kept].filter(room => !listed.has(room));
        if (older.length > 0) {
            import("../people/older-rooms.js") // with the folder, since the build joins this module into a page's script
                .then(({ checkRooms }) => checkRooms(this.#roster, older, lose))
                .catch(() => {}); // the connection has ended again, and the next `welcome` looks again
        }
    }
}
