/**
 * Caches the newest page of each conversation in the browser's store, so that a conversation opens at once, even without a
 * connection.
 * @module
 */
import { pageOf, withFrame } from "./cached-page.js";

const WRITE_AFTER_MS = 60;

/** @typedef {import("./cached-page.js").Page} Page */

const hasNewest = ({ loaded, newer }) => loaded && !newer;

/**
 * Dispatches `stored` with `{room, seq}`: the store has the other person's messages up to `seq`, or cannot store anything.
 */
export class PageCache extends EventTarget {
    #store;
    #changed = new Map(); // room → conversation whose page must be written
    #timer;
    #stopped = false;

    /** @param {import("../store/local-store.js").LocalStore} store */
    constructor(store) {
        super();
        this.#store = store;
    }

    /** Caches a conversation's newest page from now on, at each change. */
    follow(conversation) {
        for (const change of ["reset", "append", "place", "change"]) {
            conversation.addEventListener(change, () => (
                conversation.loaded ? this.write(conversation) : this.delete(conversation.room)));
        }
    }

    /** Starts writing, since there is a session. */
    start() {
        this.#stopped = false;
    }

    /** Stops writing and drops pending writes, since the session has ended. */
    stop() {
        this.#stopped = true;
        this.#changed.clear();
    }

    /** Caches a conversation's newest page after a short delay. */
    write(conversation) {
        if (!this.#stopped && conversation.room !== null && conversation.epoch !== null && hasNewest(conversation)) {
            this.#changed.set(conversation.room, conversation);
            this.#timer ??= setTimeout(() => this.#writeChanged(), WRITE_AFTER_MS);
        }
    }

    /**
     * Adds a message, or a change of one, to the cached page of a room whose conversation this page does not hold.
     *
     * @param {string|null} epoch the room's epoch
     * @param {{room: number, seq: number, state?: object}} frame
     */
    async add(epoch, frame) {
        if (this.#stopped) {
            return;
        }
        const { room, state } = frame;
        const key = [this.#store.account, room];
        await this.#attempt(async pages => {
            const page = withFrame(await pages.get(key), epoch, frame);
            if (page === null) {
                await pages.delete(key);
            } else if (page !== undefined) { // undefined: another tab has added the frame
                await pages.put({ ...page, account: this.#store.account });
            }
        });
        this.#dispatchStored(room, state === undefined ? [frame] : []);
    }

    /**
     * Reads the cached page of a room.
     *
     * @param {number} room
     * @returns {Promise<Page|undefined>} undefined if none is cached; never rejects
     */
    async read(room) {
        try {
            return await this.#store.read("pages", pages => pages.get([this.#store.account, room]));
        } catch {
            return undefined;
        }
    }

    /** @returns {Promise<number[]>} the rooms whose pages are cached; never rejects */
    async rooms() {
        try {
            return (await this.#store.read("pages", pages => pages.getAllKeys(this.#store.own))).map(([, room]) => room);
        } catch {
            return [];
        }
    }

    /** Deletes the page of a room that has another history now, or that the reader has left. */
    delete(room) {
        this.#changed.delete(room);
        this.#attempt(pages => pages.delete([this.#store.account, room]));
    }

    async #writeChanged() {
        const changed = [...this.#changed.values()].filter(hasNewest);
        this.#changed.clear();
        this.#timer = undefined;
        const { account } = this.#store;
        const pages = changed.map(conversation => ({ account, ...pageOf(conversation) }));
        await this.#attempt(table => Promise.all(pages.map(page => table.put(page))));
        pages.forEach(({ room, messages }) => this.#dispatchStored(room, messages));
    }

    async #attempt(work) {
        try {
            await this.#store.write("pages", work);
        } catch {
            // the store has reported the failure
        }
    }

    #dispatchStored(room, messages) {
        const newest = messages.findLast(({ sender }) => sender.id !== this.#store.self);
        if (newest !== undefined) {
            this.dispatchEvent(new CustomEvent("stored", { detail: { room, seq: newest.seq } }));
        }
    }
}
