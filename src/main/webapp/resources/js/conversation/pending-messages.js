/**
 * The reader's messages that have no sequence number yet. The subclass PendingChanges holds changes of stored messages.
 * @module
 */
import { newCid } from "../base/idempotency-key.js";

/**
 * @typedef {object} Pending
 * @property {string} cid
 * @property {string} [text]
 * @property {import("./room-history.js").Quote} [quote] quote of the message that this one replies to
 * @property {import("../store/file-store.js").OutgoingFile[]} [files]
 * @property {import("./message-state.js").Change} [change] the change; then there is neither text nor quote
 * @property {string|null} [epoch] the room's epoch at the time of writing, null if that was unknown
 * @property {number} at when it was written, in ms since 1970 by the device's clock; {@link clock.correct} makes it
 *     comparable
 * @property {"pending"|"old"|"sent"|"failed"} state `old`: its author is asked first; `sent`: acknowledged, but its own
 *     frame has not arrived
 * @property {boolean} [tried] whether it may have reached the server
 * @property {boolean} [asked] whether its author wants it sent although it is old
 * @property {boolean} [anew] whether it was an edit of a message that is gone; its author decides whether it becomes a new
 *     message
 * @property {string} [reason] why it failed or must wait, for the reader
 * @property {number} [id] id of the message, after the ack
 * @property {number} [seq] sequence number, after the ack
 */

/** The pending messages by `cid`, in the order of writing. */
export class PendingMessages extends Map {
    #onChange;

    /** @param {(type: "pending"|"withdraw", pending: Pending) => void} onChange called after one was changed or removed */
    constructor(onChange) {
        super();
        this.#onChange = onChange;
    }

    /**
     * @param {Pick<Pending, "text"|"quote"|"files"|"change"|"epoch">} what
     * @returns {Pending} a new pending message or change
     */
    write(what) {
        return this.expect({ cid: newCid(), ...what, at: Date.now(), state: "pending" });
    }

    /** Adds a message that was written before this page was opened, or in another tab. */
    expect(pending) {
        this.set(pending.cid, pending);
        this.#onChange("pending", pending);
        return pending;
    }

    /** Changes the state and other properties of a pending message. */
    mark(pending, state, more) {
        Object.assign(pending, more, { state });
        this.#onChange("pending", pending);
    }

    /**
     * Marks a pending message as sent, or removes it if it has been loaded already.
     *
     * @param {{cid: string, id: number, seq: number}} ack of a committed message
     * @param {boolean} here whether a page with the message came before the ack
     */
    acknowledge({ cid, id, seq }, here) {
        const pending = this.get(cid);
        if (pending !== undefined && here) {
            this.withdraw(pending);
        } else if (pending !== undefined) {
            this.mark(pending, "sent", { id, seq });
        }
    }

    /** Removes a message that will not be sent, or that the history contains already. */
    withdraw(pending) {
        this.delete(pending.cid);
        this.#onChange("withdraw", pending);
    }

    /**
     * Removes the pending message that has become a stored one.
     *
     * @returns {Pending|undefined} the removed one
     */
    settle(message) {
        const found = this.get(message.cid) ?? [...this.values()].find(({ id }) => id === message.id);
        this.delete(found?.cid);
        return found;
    }

    /**
     * Removes acknowledged messages up to a sequence number that are not in the history: a restore of the server has lost
     * them.
     */
    dropUpTo(last) {
        for (const { cid, seq } of [...this.values()]) {
            if (seq <= last) {
                this.delete(cid);
            }
        }
    }
}
