/**
 * A list that the server returns page by page: search, further pages, reload, retry. Uses no document.
 * @module
 */

const PAGE_SIZE = 50;
const MOST = 200; // items in one answer of the server

/** Dispatches `change` when the items, {@link PagedList.loading} or {@link PagedList.failure} have changed. */
export class PagedList extends EventTarget {
    /** @type {object[]} the loaded items, in the server's order, each once */
    items = [];
    /** Whether a page is being loaded. */
    loading = false;
    /** @type {Error|null} why the last page could not be loaded */
    failure = null;
    /** The present query. */
    query = "";
    #fetchPage;
    #field;
    #keyOf;
    #next = null; // cursor after the loaded items; null if all are loaded
    #failed = null; // repeats the failed request
    #request = 0; // number of the newest request: an answer to an earlier one comes too late

    /**
     * @param {(query: string, after: string|null, limit: number) => Promise<object>} fetchPage
     * @param {string} field of a page that has its items
     * @param {(item: object) => number} keyOf id of an item
     */
    constructor(fetchPage, field, keyOf) {
        super();
        this.#fetchPage = fetchPage;
        this.#field = field;
        this.#keyOf = keyOf;
    }

    /** @returns {boolean} whether the server has further items */
    get hasMore() {
        return this.#next !== null;
    }

    /** Drops the items and what is under way, since a list of something else begins. */
    clear() {
        this.#request++;
        this.items = [];
        this.#next = null;
        this.loading = false;
        this.failure = null;
        this.#dispatch();
    }

    /** Loads the items that match a query; the present ones stay until the answer. @param {string} query empty for all */
    search(query) {
        this.query = query;
        return this.#load(null, PAGE_SIZE, []);
    }

    /** Loads the items again, since some may have changed. */
    reload() {
        return this.#load(null, Math.min(MOST, Math.max(PAGE_SIZE, this.items.length)), this.items);
    }

    /** Loads the next page, unless a request is under way. */
    async loadMore() {
        if (this.hasMore && !this.loading) {
            await this.#load(this.#next, PAGE_SIZE, this.items);
        }
    }

    /** Repeats the request that has failed. */
    retry() {
        return this.#failed();
    }

    /** @param {object[]} otherwise the items after a failure */
    async #load(after, limit, otherwise) {
        const request = ++this.#request;
        this.loading = true;
        this.failure = null;
        this.#dispatch();
        try {
            const page = await this.#fetchPage(this.query, after, limit);
            if (request !== this.#request) {
                return;
            }
            this.items = after === null ? page[this.#field] : this.#merged(page[this.#field]);
            this.#next = page.next ?? null;
        } catch (error) {
            if (request !== this.#request) {
                return;
            }
            this.items = otherwise;
            this.failure = error;
            this.#failed = () => this.#load(after, limit, otherwise);
        }
        this.loading = false;
        this.#dispatch();
    }

    /** An item that moved to a later page, since its name has changed, takes its new place. */
    #merged(added) {
        const keys = new Set(added.map(this.#keyOf));
        return [...this.items.filter(item => !keys.has(this.#keyOf(item))), ...added];
    }

    #dispatch() {
        this.dispatchEvent(new Event("change"));
    }
}
