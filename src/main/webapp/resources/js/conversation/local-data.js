/**
 * What this browser keeps of an account, put together: outbox, drafts and newest pages. Says where it keeps nothing.
 * @module
 */
import { Drafts } from "../store/drafts.js";
import { t } from "../base/i18n.js";
import { LeaderElection } from "../store/leader-election.js";
import { LocalStore } from "../store/local-store.js";
import { Outbox } from "./outbox.js";
import { OutboxStore } from "../store/outbox-store.js";
import { isShort, PageCache } from "./page-cache.js";

const ENDED = [4501, 4508];
const AHEAD = 20; // conversations

/** The store of an account, and what lives in it. Dispatches `signed-out` when the server says that the session has ended. */
export class LocalData extends EventTarget {
    #conversations;
    #opened = new Set(); // conversations that have been on the screen
    #givenUp = false;
    #ahead = null; // ends the fetching ahead of the connection before

    /**
     * @param {{id: number, username: string}} self
     * @param {import("./conversations.js").Conversations} conversations
     * @param {import("../connection/chat-socket.js").ChatSocket} socket
     */
    constructor(self, conversations, socket) {
        super();
        this.#conversations = conversations;
        this.store = new LocalStore(self);
        const { account } = this.store;
        this.tabs = new BroadcastChannel(`chatboard ${account}`);
        this.drafts = new Drafts(this.store);
        this.pages = new PageCache(this.store);
        this.outbox = new Outbox({
            conversations, socket, tabs: this.tabs, records: new OutboxStore(this.store),
            leadership: new LeaderElection(`chatboard outbox ${account}`),
        });
        this.store.forgetPagesOfOthers().catch(() => {}); // the store has said so
        this.#listen(socket);
    }

    #listen(socket) {
        this.store.addEventListener("trouble", () => {
            this.#showTrouble();
            if (this.store.trouble === null) { // it opened late, or has room again
                this.outbox.takeOver();
            }
        });
        this.store.addEventListener("emptied", () => {
            this.outbox.keepAgain();
            this.drafts.keepAgain();
        });
        this.tabs.addEventListener("message", ({ data }) => {
            if (data.type === "signed-out") {
                this.store.leave();
            }
        });
        this.#conversations.addEventListener("opened", ({ detail }) => this.pages.follow(detail.conversation));
        socket.addEventListener("state", ({ detail: { state, code } }) => {
            if (state === "open") {
                this.store.stay();
                this.pages.start();
            } else if (state === "stopped" && ENDED.includes(code)) { // unsent words stay, for the same account to send them
                this.pages.stop();
                this.store.forgetPages().catch(() => {});
                this.dispatchEvent(new Event("signed-out"));
            }
        });
        // with a store that works, nothing is lost by leaving
        window.addEventListener("beforeunload", event => {
            if (this.outbox.unsent.unkept > 0 && !this.#givenUp) {
                event.preventDefault();
            }
        });
    }

    /** What is unsent was given up: leaving the page asks no more. */
    leave() {
        this.#givenUp = true;
    }

    /**
     * Opens a conversation with the page that is kept of it, if any, and has the server tell the rest.
     *
     * @param {import("./conversation.js").Conversation} conversation
     * @param {import("./roster.js").Entry} [entry] what is known of its room
     */
    open(conversation, entry) {
        this.#opened.add(conversation);
        return this.#fill(conversation, entry);
    }

    async #fill(conversation, entry) {
        const { loaded, room } = conversation;
        const page = loaded || room === null ? undefined : await this.pages.read(room);
        const fits = page !== undefined && page.epoch === (entry?.epoch ?? page.epoch);
        if (fits && !conversation.loaded) {
            conversation.restore(page);
            conversation.catchUp(entry?.seq ?? null);
        }
        conversation.load();
    }

    /**
     * Keeps the newest pages of the newest conversations that this browser lacks, one after another: they open at once,
     * also without a connection, and whoever wrote learns that it was delivered.
     *
     * @param {import("./roster.js").Entry[]} entries newest first
     */
    async fetchAhead(entries) {
        this.#ahead?.abort();
        this.#ahead = new AbortController();
        const { signal } = this.#ahead;
        for (const entry of entries.slice(0, AHEAD)) {
            const page = await this.pages.read(entry.room);
            if (signal.aborted || this.store.trouble !== null) {
                return;
            }
            const short = page !== undefined && isShort(page);
            if (!this.#conversations.has(entry.person)
                    && (short || page?.epoch !== entry.epoch || page.last < entry.seq)) {
                const conversation = this.#conversations.with(entry.person);
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
        }
    }

    #showTrouble() {
        const { trouble } = this.store;
        document.querySelector("#kept").textContent = trouble === null ? "" : t(`keeping.${trouble}`);
    }
}

/** Waits until a conversation has what there is up to `seq`, cannot get it, or the connection is gone. */
const caughtUp = (conversation, seq, signal) => new Promise(resolve => {
    const check = () => (conversation.loaded && conversation.loading === null && conversation.last >= seq
        || conversation.failure !== null) && resolve();
    conversation.addEventListener("loading", check, { signal });
    conversation.addEventListener("reset", check, { signal });
    signal.addEventListener("abort", resolve);
    check();
});
