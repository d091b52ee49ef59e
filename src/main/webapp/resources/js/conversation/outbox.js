/**
 * The outbox. Stores in the browser what the reader writes, and sends it until the server confirms it. All tabs of an
 * account show the same outbox; one of them sends.
 * @module
 */
import { log } from "../base/console-log.js";
import { isUploaded } from "../files/is-uploaded.js";
import { withQuoteOf } from "./message-state.js";
import { OutboxEntries } from "./outbox-entries.js";
import { OutboxSender } from "./outbox-sender.js";
import { OutboxSync } from "./outbox-sync.js";

/**
 * Dispatches `failed` with `{reason, pending}` when the server rejects a message or a change, or it cannot be sent; and `change`
 * when entries have come or gone.
 */
export class Outbox extends EventTarget {
    #conversations;
    #people;
    #entries;
    #sync;
    #sender;
    #uploads;
    #leadership;

    /**
     * @param {object} parts
     * @param {import("./conversations.js").Conversations} parts.conversations
     * @param {import("./people.js").People} parts.people
     * @param {import("../store/outbox-store.js").OutboxStore} parts.records
     * @param {BroadcastChannel} parts.tabs the channel of the account's tabs
     * @param {import("../files/uploads.js").Uploads} parts.uploads of the files of messages
     * @param {import("../store/leader-election.js").LeaderElection} parts.leadership
     * @param {import("../connection/chat-socket.js").ChatSocket} parts.socket
     */
    constructor({ conversations, people, records, tabs, uploads, leadership, socket }) {
        super();
        const entries = new OutboxEntries(conversations, people);
        const sync = new OutboxSync({ entries, records, tabs, uploads, onChange: () => this.#changed() });
        this.#sender = new OutboxSender({
            entries, sync, conversations, uploads, leadership, socket,
            onFailure: (reason, pending) => this.dispatchEvent(new CustomEvent("failed", { detail: { reason, pending } })),
        });
        this.#conversations = conversations;
        this.#people = people;
        this.#entries = entries;
        this.#sync = sync;
        this.#uploads = uploads;
        this.#leadership = leadership;
        leadership.addEventListener("lead", () => this.load());
        conversations.addEventListener("message", ({ detail: { frame } }) => this.#requote(frame.room, frame.state ?? frame));
        /** Resolves when the entries of the store are known. */
        this.ready = this.load();
    }

    /** @returns {OutboxEntries["counts"]} the numbers of unsent entries */
    get unsent() {
        return this.#entries.counts;
    }

    /**
     * Shows a message as pending, stores it, and sends it, now or later.
     *
     * @param {import("./conversation.js").Conversation} conversation
     * @param {string} text within the limit, and not blank unless there are files
     * @param {import("./room-history.js").Quote} [quote] quote of the message that this one replies to
     * @param {import("../store/file-store.js").OutgoingFile[]} [files] whose uploads may still be under way
     * @returns {Promise<object>} its ack; rejects with the reason if the server rejects the message
     */
    send(conversation, text, quote, files = []) {
        log.sendMessageCalled();
        return this.#write(conversation, conversation.pending, { text, quote, files: files.length > 0 ? files : undefined });
    }

    /**
     * Shows a message as changed, stores the change, and sends it after all earlier entries.
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
        const whole = what.files === undefined || what.files.every(isUploaded);
        pending.tried = first && whole && this.#leadership.leads; // sent right after it is stored, which saves a second write for `tried`
        const person = this.#people.get(conversation.account);
        const entry = { conversation, line, pending, person, stored: false, storing: true, untried: true };
        this.#entries.set(pending.cid, entry);
        this.#sync.store(entry);
        return this.#entries.answer(pending.cid);
    }

    /** Sends a rejected, old or waiting entry now, under the same `cid`. */
    retry({ cid }) {
        const entry = this.#entries.get(cid);
        if (entry !== undefined) {
            entry.notBefore = 0;
            const files = entry.pending.files?.map(({ error: _, ...file }) => file);
            this.#sync.change(entry, { failed: null, asked: true, ...(files === undefined ? {} : { files }) });
            this.sendDue();
        }
    }

    /** Sends a rejected message without those of its files that were rejected. */
    sendWithout({ cid }) {
        const entry = this.#entries.get(cid);
        if (entry !== undefined) {
            const { files } = entry.pending;
            const left = files.filter(({ error }) => error === undefined);
            this.#uploads.forget(files.filter(({ error }) => error !== undefined), true);
            this.#sync.change(entry, { failed: null, asked: true, files: left.length > 0 ? left : undefined });
            this.sendDue();
        }
    }

    /** Withdraws an entry, unless it may have been sent. */
    cancel(pending) {
        this.#sync.takeBack(pending);
    }

    /** Discards a rejected or old entry. */
    discard({ cid }) {
        this.#sync.remove(cid);
    }

    /** @returns {boolean} whether an unsent message has this file @param {string} key */
    hasFile(key) {
        return this.#entries.withFile(key) !== undefined;
    }

    /** @returns {import("./pending-messages.js").Pending[]} what was written for rooms that the reader has left */
    get forGoneRooms() {
        return [...this.#entries.values()]
            .filter(({ conversation: { account, room } }) => account === null && this.#conversations.isGone(room))
            .map(({ pending }) => pending);
    }

    /** @returns {number[]} the rooms of several for which something is unsent */
    get rooms() {
        return [...this.#entries.values()].flatMap(({ conversation: { account, room } }) => (account === null ? [room] : []));
    }

    /**
     * Gives up sending to a room that the reader has left. Texts stay as failed, without what others wrote; files and changes without a
     * text are dropped.
     *
     * @param {number} room
     * @param {string} reason for the reader
     */
    leave(room, reason) {
        for (const entry of this.#entries.inRoom(room)) {
            const { cid, state, text, change, quote } = entry.pending;
            if (!(change ?? { message: text }).message) {
                this.#sync.remove(cid);
            } else if (state !== "failed" || quote !== undefined) {
                this.#sync.change(entry, { failed: state === "failed" ? entry.pending.reason : reason, quote: undefined });
            }
        }
        this.#changed();
    }

    /** Settles an entry by its ack or by its message, since the message may arrive before the ack. */
    handleAnswer(frame) {
        if (frame.cid !== undefined && this.#sync.settle(frame)) {
            this.sendDue();
        }
    }

    /** Settles entries whose answers were lost, if a page of history contains their messages. */
    handlePage({ messages, room }) {
        messages.forEach(message => {
            this.handleAnswer({ ...message, room });
            this.#requote(room, message);
        });
    }

    /** Shows in unsent replies the present state of the message that they answer, so that they keep no text that was deleted. */
    #requote(room, message) {
        for (const entry of this.#entries.values()) {
            const { conversation, pending } = entry;
            const { quote } = conversation.room === room ? withQuoteOf(pending, message) : pending;
            if (quote !== pending.quote) {
                this.#sync.change(entry, { quote, failed: pending.state === "failed" ? pending.reason : null, waitsFor: pending.reason });
            }
        }
    }

    /** Handles an error of the server. */
    handleError(error) {
        if (this.#entries.has(error.cid)) {
            this.#sender.reject(this.#entries.get(error.cid), error);
        }
    }

    /** Starts sending: there is a connection, and the rooms are known. */
    connected() {
        this.#sender.forgetUnderWay();
        this.#leadership.seek();
        this.#sync.stay();
        this.#uploads.wake();
        this.sendDue();
    }

    /** Stops sending, so that another tab may send. */
    disconnected() {
        this.#sender.forgetUnderWay();
        this.#leadership.leave();
    }

    /** Reads the store, which opened late or has free space again. */
    load() {
        return this.#sync.load();
    }

    /** Stores all entries again, since the browser has emptied its store. */
    storeAgain() {
        return this.#sync.storeAgain();
    }

    #changed() {
        this.sendDue();
        this.dispatchEvent(new Event("change"));
    }

    /** Sends the entries that are due. */
    sendDue() {
        this.#sender.sendDue();
    }
}
