/**
 * Fetches the newest pages of the newest conversations before they are opened. They then open at once, even without a
 * connection, and their senders see that the messages were delivered.
 * @module
 */
import { isShort } from "./cached-page.js";

const CONVERSATIONS = 20;

/** Fetches the pages that the cache lacks, one conversation after another, until the connection ends. */
export class Prefetch {
    #conversations;
    #pages;
    #store;
    #opened = new Set(); // conversations that have been on the screen; they stay loaded
    #running = null;

    /**
     * @param {import("./conversations.js").Conversations} conversations
     * @param {import("./page-cache.js").PageCache} pages
     * @param {import("../store/local-store.js").LocalStore} store
     */
    constructor(conversations, pages, store) {
        this.#conversations = conversations;
        this.#pages = pages;
        this.#store = store;
    }

    /**
     * Opens a conversation with its cached page, if any; the rest comes from the server.
     *
     * @param {import("./conversation.js").Conversation} conversation
     * @param {import("./roster-entry.js").Entry} [entry] the roster entry of its room
     */
    open(conversation, entry) {
        this.#opened.add(conversation);
        return this.#fill(conversation, entry);
    }

    /**
     * Fetches the missing pages of the newest conversations. Ends the run of an earlier call.
     *
     * @param {import("./roster-entry.js").Entry[]} entries newest first
     */
    async start(entries) {
        this.#running?.abort();
        this.#running = new AbortController();
        const { signal } = this.#running;
        for (const entry of entries.slice(0, CONVERSATIONS)) {
            const page = await this.#pages.read(entry.room);
            if (signal.aborted || this.#store.trouble !== null) {
                return;
            }
            const short = page !== undefined && isShort(page);
            const current = page?.epoch === entry.epoch && page.last >= entry.seq;
            if (!this.#conversations.has(entry) && (short || !current)) {
                await this.#fetch(entry, short, signal);
            }
        }
    }

    async #fetch(entry, short, signal) {
        const conversation = this.#conversations.of(entry);
        if (short) {
            conversation.load();
        } else {
            this.#fill(conversation, entry);
        }
        await caughtUp(conversation, entry.seq, signal);
        if (!this.#opened.has(conversation)) {
            this.#conversations.release(conversation);
        }
    }

    async #fill(conversation, entry) {
        const { loaded, room } = conversation;
        const page = loaded || room === null ? undefined : await this.#pages.read(room);
        const fits = page !== undefined && page.epoch === (entry?.epoch ?? page.epoch);
        if (fits && !conversation.loaded) {
            conversation.restore(page);
            conversation.catchUp(entry?.seq ?? null);
        }
        conversation.load();
    }
}

/** Waits until a conversation is loaded up to `seq`, fails to load, or the connection ends. */
const caughtUp = (conversation, seq, signal) => new Promise(resolve => {
    const check = () => (conversation.loaded && conversation.loading === null && conversation.last >= seq
        || conversation.failure !== null) && resolve();
    conversation.addEventListener("loading", check, { signal });
    conversation.addEventListener("reset", check, { signal });
    signal.addEventListener("abort", resolve);
    check();
});
