/**
 * The messages of a conversation as its reader sees them: those in the room's order, the reader's own that are not in it yet, and
 * the reader's changes that are not confirmed yet. Knows no document and no socket.
 * @module
 */
import { PendingChanges } from "./pending-changes.js";
import { PendingMessages } from "./pending-messages.js";
import { RoomHistory } from "./room-history.js";

/** @typedef {import("./room-history.js").Message} Message */

/** Tells of each change by the events that {@link Conversation} dispatches. */
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
        /** The reader's messages without a place in the room's order, in the order of writing. */
        this.pending = new PendingMessages((type, pending) => dispatch(type, { pending }));
        /** The reader's changes of messages that are not confirmed yet. */
        this.changes = new PendingChanges((_, { change }) => dispatch("change", { ids: [change.id] }));
    }

    /** @returns {Message[]} by sequence number */
    get messages() {
        return this.#history.messages;
    }

    /** @returns {number} the sequence number up to which nothing is missing */
    get last() {
        return this.#history.last;
    }

    /** @returns {boolean} whether there are older messages that are not here */
    get more() {
        return this.#history.more;
    }

    /** @returns {Message|undefined} the message with this id as its reader sees it: with the changes that are not confirmed yet */
    shown(id) {
        const message = this.#history.get(id);
        return message && this.changes.shown(message, this.#self);
    }

    /** Applies the next frame of the room. @param {Message|{seq: number, state: Message}} frame a message, or a change of one */
    apply(frame) {
        if (frame.state === undefined) {
            this.append(frame);
        } else { // a change takes the room's next number, as a message does
            this.#update(frame.state);
            this.completeUpTo(frame.seq);
        }
    }

    /** Adds a message that is not older than the oldest here; one that is here already is updated. */
    append(message) {
        const how = this.#history.add(message);
        if (how !== null) {
            this.#dispatch(how, { message, pending: this.pending.settle(message) });
        }
        this.#update(message);
    }

    /** Nothing is missing up to this number, be it that of a message, a change or anything else. */
    completeUpTo(seq) {
        this.#history.last = Math.max(this.last, seq);
        this.changes.settleUpTo(this.last);
    }

    /** An older page has been requested: from now on later states are remembered for its messages. */
    expectOlder() {
        this.#history.expectOlder();
    }

    /** Adds an older page. @param {{messages: Message[], more: boolean}} page */
    prepend({ messages, more }) {
        messages.forEach(message => this.#withdrawOwn(message));
        this.#dispatch("prepend", { messages: this.#history.prepend(messages, more) });
    }

    /** Holds these messages and no others. @param {number} to the number up to which they are complete, where it is above theirs */
    replace(messages, more, to) {
        this.#history.replace(messages, more, to);
        messages.forEach(message => this.pending.settle(message));
        this.pending.dropUpTo(this.last);
        this.changes.settleUpTo(this.last);
        this.#dispatch("reset");
    }

    /** Drops the messages in the room's order; what is pending stays. */
    clear() {
        this.#history.replace([], false);
        this.#dispatch("reset");
    }

    /** @param {{cid: string, id: number, seq: number}} ack of a message or a change; its own frame puts it in its place */
    acknowledge(ack) {
        this.pending.acknowledge(ack, this.#history.has(ack.id));
        this.changes.acknowledge(ack, this.last);
    }

    /** Applies a later state of a message and of those that quote it; one that is not here comes with its page. */
    #update(state) {
        const ids = this.#history.update(state);
        if (ids.length > 0) {
            this.#dispatch("change", { ids });
        }
    }

    /** A message of the reader's that waited at the end turns out to be in an older page. */
    #withdrawOwn(message) {
        const pending = this.pending.settle(message);
        if (pending !== undefined) {
            this.#dispatch("withdraw", { pending });
        }
    }
}
