/**
 * What a search has found, and what the server said about it.
 * @module
 */
import { RestError } from "../connection/rest.js";
import { searchMessages } from "../connection/room-requests.js";
import { PagedList } from "../rooms/paged-list.js";
import { explainProblem } from "../rooms/room-problem.js";

const REJECTIONS = [400, 404]; // the terms make no sense, or the reader is not in the room: a repeat would not help

/** The hits of one search at a time. */
export class SearchHits {
    /** Per cent of the messages that the server's index has while it is being built; null if it has all. @type {number|null} */
    progress = null;
    /** Why the server cannot search for this, as a sentence; null if it can. @type {string|null} */
    rejection = null;
    /** @type {PagedList} its query is that of the request, empty if there is nothing to look for */
    list = new PagedList((query, after, limit) => this.#fetchPage(query, after, limit), "hits", SearchHits.keyOf);

    /** @param {import("../connection/room-requests.js").Hit} hit @returns {number} id of its message */
    static keyOf = ({ message }) => message.id;

    /** Searches, unless this is what the list has. @param {string} request as `requestOf` of `search-terms.js` makes it */
    search(request) {
        const { list } = this;
        if (request === "") {
            this.#record(null, null);
            list.query = "";
            list.clear();
        } else if (request !== list.query || list.failure !== null) {
            list.search(request);
        }
    }

    /** Searches again, since something may have changed. */
    reload() {
        if (this.list.query !== "") {
            this.list.reload();
        }
    }

    async #fetchPage(query, after, limit) {
        try {
            const page = await searchMessages(Object.fromEntries(new URLSearchParams(query)), after, limit);
            if (query === this.list.query) {
                this.#record(page.complete ? null : page.progress ?? 0, null);
            }
            return page;
        } catch (error) {
            if (!(error instanceof RestError) || !REJECTIONS.includes(error.status)) {
                throw error;
            }
            if (query === this.list.query) {
                this.#record(null, explainProblem(error));
            }
            return { hits: [] };
        }
    }

    #record(progress, rejection) {
        this.progress = progress;
        this.rejection = rejection;
    }
}
