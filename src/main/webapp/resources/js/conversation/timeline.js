/**
 * The messages of a conversation as the reader sees them: the stored ones, the reader's pending ones, and the reader's
 * unconfirmed changes. Uses no document and no socket.
 * @module
 */
import { PendingChanges } from "./pending-changes.js";
import { PendingMessages } from "./pending-messages.js";
import { RoomHistory } from "./room-history.js";

/** @typedef {import("./room-history.js").Message} Message */

/** Reports each change by the events of {@link Conversation}. */
export class Timeline {
    #history = new RoomHistory();
    #self;
    #dispatch;

    /**
     * @param {number} self the reader's account id
     * @param {(type: string, detail?: object) => void} dispatch
     */
    constructor(self, dispatch) {
        this.#self = self;
        this.#dispatch = dispatch;
        /** The reader's messages without a sequence number, in the order of writing. */
        this.pending = new PendingMessages((type, pending) => dispatch(type, { pending }));
        /** The reader's unconfirmed changes of messages. */
        this.changes = new PendingChanges((_, { change }) => dispatch("change", { ids: [change.id] }));
    }

    /** @returns {Message[]} the loaded messages, by sequence number */
    get messages() {
        return this.#history.messages;
    }

    /** @returns {number} the sequence number up to which nothing is missing */
    get last() {
        return this.#history.last;
    }

    /** @returns {boolean} whether the room has older messages that are not loaded */
    get more() {
        return this.#history.more;
    }

    /** @returns {Message|undefined} the message with this id, with the reader's unconfirmed changes */
    shown(id) {
        const message = this.#history.get(id);
        return message && this.changes.shown(message, this.#self);
    }

    /**
     * Applies the next frame of the room.
     *
     * @param {Message|{seq: number, state: Message}} frame a message, or a change of one
     */
    apply(frame) {
        if (frame.state === undefined) {
            this.append(frame);
        } else { // a change: it has a sequence number of its own, as a message has
            this.#update(frame.state);
            this.completeUpTo(frame.seq);
        }
    }

    /** Adds a message that is not older than the oldest loaded one, or updates a loaded one. */
    append(message) {
        const how = this.#history.add(message);
        if (how !== null) {
            this.#dispatch(how, { message, pending: this.pending.settle(message) });
        }
        this.#update(message);
    }

    /** Applies a change without its sequence number, since there are messages before it that are not loaded. */
    change(state) {
        this.#update(state);
    }

    /** Records that nothing is missing up to a sequence number, of a message or a change. */
    completeUpTo(seq) {
        this.#history.last = Math.max(this.last, seq);
        this.changes.settleUpTo(this.last);
    }

    /** Keeps all later states from now on, since the requested older page may contain earlier ones. */
    expectOlder() {
        this.#history.expectOlder();
    }

    /** Adds an older page. @param {{messages: Message[], more: boolean}} page */
    prepend({ messages, more }) {
        messages.forEach(message => this.#withdrawOwn(message));
        this.#dispatch("prepend", { messages: this.#history.prepend(messages, more) });
    }

    /**
     * Replaces all messages.
     *
     * @param {Message[]} messages
     * @param {boolean} more whether the room has older messages
     * @param {number} to sequence number up to which nothing is missing, if it is higher than that of the last message
     */
    replace(messages, more, to) {
        this.#history.replace(messages, more, to);
        messages.forEach(message => this.pending.settle(message));
        this.pending.dropUpTo(this.last);
        this.changes.settleUpTo(this.last);
        this.#dispatch("reset");
    }

    /** Drops the stored messages; pending ones stay. */
    clear() {
        this.#history.replace([], false);
        this.#dispatch("reset");
    }

    /** @param {{cid: string, id: number, seq: number}} ack of a message or a change; its own frame adds it to the list */
    acknowledge(ack) {
        this.pending.acknowledge(ack, this.#history.has(ack.id));
        this.changes.acknowledge(ack, this.last);
    }

    /**
     * Applies a later state of a message, and updates messages that quote it. The page of a
     * message that is not loaded will have that state.
     */
    #update(state) {
        const ids = this.#history.update(state);
        if (ids.length > 0) {
            this.#dispatch("change", { ids });
        }
    }

    /** Withdraws a pending message that an older page contains. */
    #withdrawOwn(message) {
        const pending = this.pending.settle(message);
        if (pending !== undefined) {
            this.#dispatch("withdraw", { pending });
        }
    }
}
