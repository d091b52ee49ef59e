/**
 * What this browser stores of an account: outbox, drafts and cached pages; and the channel between the account's tabs.
 * @module
 */
import { t } from "../base/i18n.js";
import { Uploads } from "../files/uploads.js";
import { accountIn, temporaryKey } from "../store/conversation-key.js";
import { Drafts } from "../store/drafts.js";
import { FileStore } from "../store/file-store.js";
import { LeaderElection } from "../store/leader-election.js";
import { LocalStore } from "../store/local-store.js";
import { OutboxStore } from "../store/outbox-store.js";
import { withQuoteOf } from "./message-state.js";
import { Outbox } from "./outbox.js";
import { PageCache } from "./page-cache.js";

const SESSION_ENDED = [4501, 4508]; // the close codes for an ended session

/** Dispatches `signed-out` when the server says that the session has ended. */
export class LocalData extends EventTarget {
    #conversations;
    #leaving = false;

    /**
     * @param {object} parts
     * @param {{id: number, username: string}} parts.self
     * @param {import("./people.js").People} parts.people
     * @param {import("./conversations.js").Conversations} parts.conversations
     * @param {import("../connection/chat-socket.js").ChatSocket} parts.socket
     */
    constructor({ self, people, conversations, socket }) {
        super();
        this.#conversations = conversations;
        this.store = new LocalStore(self);
        const { account } = this.store;
        this.tabs = new BroadcastChannel(`chatboard ${account}`);
        this.drafts = new Drafts(this.store, key => conversations.presentKey(key));
        this.pages = new PageCache(this.store);
        this.files = new FileStore(this.store);
        this.uploads = new Uploads(this.files);
        this.records = new OutboxStore(this.store);
        this.outbox = new Outbox({
            conversations, people, socket, tabs: this.tabs, records: this.records, uploads: this.uploads,
            leadership: new LeaderElection(`chatboard outbox ${account}`),
        });
        this.store.forgetPagesOfOthers().catch(() => {}); // the store has reported the failure
        conversations.addEventListener("room", ({ detail: { account, room } }) => this.drafts.move(temporaryKey(account), room));
        conversations.addEventListener("gone", ({ detail: { room } }) => this.#forget(room));
        conversations.addEventListener("message", ({ detail: { frame } }) => this.#requote(frame.room, frame.state ?? frame));
        conversations.addEventListener("opened", ({ detail }) => this.pages.follow(detail.conversation));
        this.#followStore();
        this.#followSession(socket);
        window.addEventListener("beforeunload", event => { // asks the person if unstored messages would be lost
            if (this.outbox.unsent.unstored > 0 && !this.#leaving) {
                event.preventDefault();
            }
        });
    }

    #followStore() {
        this.store.addEventListener("trouble", () => {
            const { trouble } = this.store;
            document.querySelector("#kept").textContent = trouble === null ? "" : t(`storage.${trouble}`);
            if (trouble === null) { // the store opened late, or has free space again
                this.outbox.load();
            }
        });
        this.store.addEventListener("emptied", () => {
            this.outbox.storeAgain();
            this.drafts.storeAgain();
            this.uploads.storeAgain();
        });
    }

    #followSession(socket) {
        this.tabs.addEventListener("message", ({ data }) => {
            if (data.type === "signed-out") {
                this.store.leave();
            }
        });
        socket.addEventListener("state", ({ detail: { state, code } }) => {
            if (state === "stopped" && SESSION_ENDED.includes(code)) { // unsent messages stay until the account signs in again
                this.pages.stop();
                this.store.forgetPages().catch(() => {});
                this.dispatchEvent(new Event("signed-out"));
            }
        });
    }

    /**
     * Stores data from now on, even if another tab has signed out: the server accepts the session, so that sign-out has
     * failed.
     */
    handleWelcome() {
        this.store.stay();
        this.pages.start();
    }

    /**
     * Removes what is kept of rooms that the account has left while no page was open. The roster has the rooms of `welcome`.
     *
     * @returns {Promise<number[]>} the other rooms of which something is kept: the account may have left those that the roster lacks
     */
    async forgetGone() {
        await Promise.all([this.drafts.ready, this.outbox.ready]);
        const kept = [...await this.pages.rooms(), ...this.drafts.all.map(([key]) => key), ...this.outbox.rooms];
        const isGone = key => this.#conversations.isGone(key);
        kept.filter(isGone).forEach(room => this.#forget(room));
        return kept.filter(key => accountIn(key) === null && !isGone(key));
    }

    /** Settles what a page of history shows as sent, and updates what was quoted of its messages. */
    handlePage(page) {
        this.outbox.handlePage(page);
        page.messages.forEach(message => this.#requote(page.room, message));
    }

    /** Shows in a reply that is a draft the present state of the message that it answers, so that it keeps no text that was deleted. */
    async #requote(room, message) {
        await this.drafts.ready;
        const { reply } = this.drafts.of(room);
        const { quote } = withQuoteOf({ quote: reply }, message);
        if (quote !== reply) {
            this.drafts.save(room, { reply: { ...quote, epoch: reply.epoch } });
        }
    }

    /** Removes what others have written in a room that the account has left. */
    #forget(room) {
        this.pages.delete(room);
        this.drafts.save(room, { reply: undefined });
        this.outbox.leave(room, t("room.gone"));
    }

    /** Marks that the person signs out and gives up unsent messages, so that the browser does not ask again. */
    leave() {
        this.#leaving = true;
    }
}
