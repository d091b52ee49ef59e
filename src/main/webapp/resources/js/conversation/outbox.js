/**
 * The outbox: what the reader writes is stored in the browser first, then sent, until it is confirmed. All tabs of an account
 * show the same; one sends.
 * @module
 */
import { log } from "../base/console-log.js";
import { OutboxEntries } from "./outbox-entries.js";
import { OutboxSender } from "./outbox-sender.js";
import { OutboxSync } from "./outbox-sync.js";

/** Dispatches `failed` with `{reason, pending}` when the server rejects a message or a change, or it cannot be sent. */
export class Outbox extends EventTarget {
    #entries;
    #sync;
    #sender;
    #leadership;

    /**
     * @param {object} parts
     * @param {import("./conversations.js").Conversations} parts.conversations
     * @param {import("../store/outbox-store.js").OutboxStore} parts.records
     * @param {BroadcastChannel} parts.tabs the account's own
     * @param {import("../store/leader-election.js").LeaderElection} parts.leadership
     * @param {import("../connection/chat-socket.js").ChatSocket} parts.socket
     */
    constructor({ conversations, records, tabs, leadership, socket }) {
        super();
        const entries = new OutboxEntries(person => conversations.with(person));
        const sync = new OutboxSync({ entries, records, tabs, onChange: () => this.sendDue() });
        this.#sender = new OutboxSender({
            entries, sync, conversations, leadership, socket,
            onFailure: (reason, pending) => this.dispatchEvent(new CustomEvent("failed", { detail: { reason, pending } })),
        });
        this.#entries = entries;
        this.#sync = sync;
        this.#leadership = leadership;
        leadership.addEventListener("lead", () => this.load());
        this.load();
    }

    /** @returns {OutboxEntries["counts"]} */
    get unsent() {
        return this.#entries.counts;
    }

    /**
     * Shows a message as pending, stores it, and sends it, now or later.
     *
     * @param {import("./conversation.js").Conversation} conversation
     * @param {string} text not blank, within the limit
     * @param {import("./room-history.js").Quote} [quote] of the message that it answers
     * @returns {Promise<object>} its ack; rejected with the reason where the server rejects it
     */
    send(conversation, text, quote) {
        log.sendMessageCalled();
        return this.#write(conversation, conversation.pending, { text, quote });
    }

    /**
     * Shows a message as changed, stores the change, and sends it, now or later, after what was written before.
     *
     * @param {import("./conversation.js").Conversation} conversation
     * @param {import("./message-state.js").Change} change
     */
    change(conversation, change) {
        this.#write(conversation, conversation.changes, { change });
    }

    #write(conversation, line, what) {
        const first = this.#sync.ready && !this.#entries.waiting.some(each => each.conversation === conversation);
        const pending = line.write({ ...what, epoch: conversation.epoch });
        pending.tried = first && this.#leadership.leads; // goes out as soon as it is stored: one write less
        const entry = { conversation, line, pending, person: conversation.person, stored: false, storing: true, untried: true };
        this.#entries.set(pending.cid, entry);
        this.#sync.store(entry);
        return this.#entries.answer(pending.cid);
    }

    /** Sends what was rejected, or is old, or waits for its next attempt: now, under the same `cid`. */
    retry({ cid }) {
        const entry = this.#entries.get(cid);
        if (entry !== undefined) {
            entry.notBefore = 0;
            this.#sync.change(entry, { failed: null, asked: true });
            this.sendDue();
        }
    }

    /** Takes back what has certainly not been sent. */
    cancel(pending) {
        this.#sync.takeBack(pending);
    }

    /** Gives up what was rejected, or is too old. */
    discard({ cid }) {
        this.#sync.remove(cid);
    }

    /** An ack of the server, or a message: one of the account's own may come before its ack. */
    handleAnswer(frame) {
        if (frame.cid !== undefined && this.#sync.settle(frame)) {
            this.sendDue();
        }
    }

    /** A page of the history: a message whose answer was lost is found there. */
    handlePage({ messages, room }) {
        messages.forEach(message => this.handleAnswer({ ...message, room }));
    }

    /** An error of the server. */
    handleError(error) {
        if (this.#entries.has(error.cid)) {
            this.#sender.reject(this.#entries.get(error.cid), error);
        }
    }

    /** The connection is there, and the rooms are known. */
    connected() {
        this.#sender.forgetUnderWay();
        this.#leadership.seek();
        this.#sync.stay();
        this.sendDue();
    }

    /** The connection is gone: another tab may send. */
    disconnected() {
        this.#sender.forgetUnderWay();
        this.#leadership.leave();
    }

    /** Reads the store: it has opened late, or has room again. */
    load() {
        return this.#sync.load();
    }

    /** Stores everything again: the browser has emptied its store. */
    storeAgain() {
        return this.#sync.storeAgain();
    }

    /** Sends what is due. */
    sendDue() {
        this.#sender.sendDue();
    }
}
