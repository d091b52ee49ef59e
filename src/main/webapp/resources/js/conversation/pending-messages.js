/**
 * Messages of the reader that have no place in the room's order yet, or the reader's changes of those that have one.
 * @module
 */
import { newCid } from "../base/idempotency-key.js";

/**
 * @typedef {object} Pending
 * @property {string} cid
 * @property {string} [text]
 * @property {import("./room-history.js").Quote} [quote] of the message that it answers
 * @property {import("./message-state.js").Change} [change] what is changed; then there is neither text nor quote
 * @property {string|null} [epoch] of the room as it was then, null where that was not known
 * @property {number} at when it was written, in ms since 1970 by the device's clock; {@link clock.correct} makes it comparable
 * @property {"pending"|"old"|"sent"|"failed"} state `old`: its author is asked first; `sent`: acknowledged,
 *     its own frame is still to come
 * @property {boolean} [tried] it may have reached the server already
 * @property {boolean} [asked] it is old, and its author wants it to be sent all the same
 * @property {boolean} [anew] it was a change of a message that is gone, and its author wants it to be a new one, or not
 * @property {string} [reason] why it failed or must wait, in words
 * @property {number} [id] once acknowledged, and so is
 * @property {number} [seq]
 */

/** By `cid`, in the order of writing. */
export class PendingMessages extends Map {
    #onChange;

    /** @param {(type: "pending"|"withdraw", pending: Pending) => void} onChange called for one that has changed, or is gone */
    constructor(onChange) {
        super();
        this.#onChange = onChange;
    }

    /**
     * @param {Pick<Pending, "text"|"quote"|"change"|"epoch">} what
     * @returns {Pending} a new one
     */
    write(what) {
        return this.expect({ cid: newCid(), ...what, at: Date.now(), state: "pending" });
    }

    /** Takes in one that was written before this page was opened, or in another tab. */
    expect(pending) {
        this.set(pending.cid, pending);
        this.#onChange("pending", pending);
        return pending;
    }

    /** Changes the state of one, or other properties. */
    mark(pending, state, more) {
        Object.assign(pending, more, { state });
        this.#onChange("pending", pending);
    }

    /** @param {{cid: string, id: number, seq: number}} ack committed; `here`: a page with it came first */
    acknowledge({ cid, id, seq }, here) {
        const pending = this.get(cid);
        if (pending !== undefined && here) {
            this.withdraw(pending);
        } else if (pending !== undefined) {
            this.mark(pending, "sent", { id, seq });
        }
    }

    /** It will not be sent, or came twice. */
    withdraw(pending) {
        this.delete(pending.cid);
        this.#onChange("withdraw", pending);
    }

    /** @returns {Pending|undefined} the one that has become this message; it is removed */
    settle(message) {
        const found = this.get(message.cid) ?? [...this.values()].find(({ id }) => id === message.id);
        this.delete(found?.cid);
        return found;
    }

    /** Removes those numbered up to here that are not in the history: they went with a restore of the server. */
    dropUpTo(last) {
        for (const { cid, seq } of [...this.values()]) {
            if (seq <= last) {
                this.delete(cid);
            }
        }
    }
}
