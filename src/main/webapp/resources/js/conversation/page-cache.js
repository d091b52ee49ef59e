/**
 * Keeps the newest page of each conversation in the browser's store: a conversation opens at once, and can be read without a
 * connection.
 * @module
 */
import { pageOf, withFrame } from "./cached-page.js";

const WRITE_AFTER_MS = 60;

/** @typedef {import("./cached-page.js").Page} Page */

/** Dispatches `stored` with `{room, seq}`: this browser has stored the other's messages up to there, or cannot store anything. */
export class PageCache extends EventTarget {
    #store;
    #changed = new Map(); // room → conversation
    #timer;
    #stopped = false;

    /** @param {import("../store/local-store.js").LocalStore} store */
    constructor(store) {
        super();
        this.#store = store;
    }

    /** Writes a conversation's newest page from now on whenever it changes. */
    follow(conversation) {
        for (const change of ["reset", "append", "place", "change"]) {
            conversation.addEventListener(change, () => (
                conversation.loaded ? this.write(conversation) : this.#delete(conversation.room)));
        }
    }

    /** Writes again: there is a session. */
    start() {
        this.#stopped = false;
    }

    /** Writes nothing any more, not even what was about to be written: the session has ended. */
    stop() {
        this.#stopped = true;
        this.#changed.clear();
    }

    /** Writes a conversation's newest page as it is a moment from now. */
    write(conversation) {
        if (!this.#stopped && conversation.room !== null && conversation.epoch !== null && conversation.loaded) {
            this.#changed.set(conversation.room, conversation);
            this.#timer ??= setTimeout(() => this.#writeChanged(), WRITE_AFTER_MS);
        }
    }

    /**
     * Adds a message, or a change of one, to the page of a room whose conversation this page does not hold.
     *
     * @param {string|null} epoch the room's
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
            } else if (page !== undefined) { // else another tab was first
                await pages.put({ ...page, account: this.#store.account });
            }
        });
        this.#dispatchStored(room, state === undefined ? [frame] : []);
    }

    /**
     * @param {number} room
     * @returns {Promise<Page|undefined>} undefined where there is none; never rejected
     */
    async read(room) {
        try {
            return await this.#store.read("pages", pages => pages.get([this.#store.account, room]));
        } catch {
            return undefined;
        }
    }

    /** The room has another history now. */
    #delete(room) {
        this.#changed.delete(room);
        this.#attempt(pages => pages.delete([this.#store.account, room]));
    }

    async #writeChanged() {
        const changed = [...this.#changed.values()].filter(({ loaded }) => loaded);
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
            // the store has reported it
        }
    }

    #dispatchStored(room, messages) {
        const newest = messages.findLast(({ sender }) => sender.id !== this.#store.self);
        if (newest !== undefined) {
            this.dispatchEvent(new CustomEvent("stored", { detail: { room, seq: newest.seq } }));
        }
    }
}
