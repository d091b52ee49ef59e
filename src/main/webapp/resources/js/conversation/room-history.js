/**
 * The messages of one room as far as they are here: in the room's order, without gaps up to {@link RoomHistory.last}.
 * @module
 */
import { latest } from "./message-state.js";

/**
 * @typedef {object} Message
 * @property {number} id
 * @property {number} seq
 * @property {{id: number, displayName: string}} sender
 * @property {string} message
 * @property {string} sentAt
 * @property {string} [cid] to the sender's own sockets only
 * @property {string} [editedAt]
 * @property {string} [deletedAt]
 * @property {number} [changeSeq] number of its latest change
 * @property {Quote} [quote] of the message that it answers
 * @property {{emoji: string, accounts: number[]}[]} [reactions]
 */

/** @typedef {{id: number, seq: number, sender: object, message: string, deletedAt?: string}} Quote cut to 200 code points */

/** Messages by `seq`, each once, as they are now. */
export class RoomHistory {
    /** @type {Message[]} */
    messages = [];
    /** Highest number up to which nothing is missing. */
    last = 0;
    /** There are older ones that are not here. */
    more = false;
    #ids = new Set();
    #laterStates = null; // since an older page was requested, whose messages may be older than these states

    /** An older page has been asked for. */
    expectOlder() {
        this.#laterStates = [];
    }

    /** @returns {boolean} whether the message with this id is here */
    has(id) {
        return this.#ids.has(id);
    }

    /** @returns {Message|undefined} the message with this id, where it is here */
    get(id) {
        return this.has(id) ? this.messages.find(message => message.id === id) : undefined;
    }

    /** Holds these, and nothing else. `to`: the number up to which they are complete, where it is above theirs. */
    replace(messages, more, to = 0) {
        this.messages = [...messages];
        this.#ids = new Set(messages.map(({ id }) => id));
        this.last = Math.max(to, messages.at(-1)?.seq ?? 0);
        this.more = more;
    }

    /** @returns {Message[]} those of the older ones that were not here */
    prepend(messages, more) {
        const older = messages.filter(({ id }) => !this.has(id))
            .map(message => (this.#laterStates ?? []).reduce(latest, message));
        this.#laterStates = null;
        older.forEach(({ id }) => this.#ids.add(id));
        this.messages.unshift(...older);
        this.more = more;
        return older;
    }

    /** @returns {"append"|"place"|null} whether it came at the end, in between, or is left out: known, or too old */
    add(message) {
        this.last = Math.max(this.last, message.seq);
        const tooOld = this.more && message.seq < this.messages[0]?.seq; // comes with its page, on scrolling up
        if (tooOld || this.has(message.id)) {
            return null;
        }
        this.#ids.add(message.id);
        const inOrder = message.seq > (this.messages.at(-1)?.seq ?? 0);
        const at = inOrder ? this.messages.length : this.messages.findIndex(({ seq }) => seq > message.seq);
        this.messages.splice(at, 0, message);
        return inOrder ? "append" : "place";
    }

    /**
     * Applies the present state of a message, whatever frame it came with.
     *
     * @param {Message} state
     * @returns {number[]} ids of the messages that have changed: the message itself, and those that quote it
     */
    update(state) {
        const changed = [];
        this.#laterStates?.push(state);
        this.messages.forEach((message, at) => {
            const now = latest(message, state);
            if (now !== message) {
                this.messages[at] = now;
                changed.push(now.id);
            }
        });
        return changed;
    }
}
