/**
 * The loaded messages of one room, by sequence number, without gaps up to {@link RoomHistory.last}.
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
 * @property {string} [cid] only in messages of the reader
 * @property {string} [editedAt]
 * @property {string} [deletedAt]
 * @property {number} [changeSeq] sequence number of its latest change
 * @property {Quote} [quote] quote of the message that this one replies to
 * @property {number[]} [mentions] account ids of the members whom it mentions
 * @property {boolean} [mentionsAll] whether it mentions all members
 * @property {import("../files/file-address.js").StoredFile[]} [files]
 * @property {{emoji: string, accounts: number[]}[]} [reactions]
 * @property {RoomEvent} [event] what the sender did; then it is a room event and no message
 */

/**
 * @typedef {object} RoomEvent
 * @property {string} kind one of `docs/protocol.md`, such as `added`
 * @property {import("./people.js").Person} [subject] whom it concerns, besides the sender
 * @property {string} [value] the new name, topic or role
 */

/**
 * @typedef {{id: number, seq: number, sender: object, message: string, files?: number, deletedAt?: string}} Quote quoted message, its
 *     text cut to 200 code points, and how many files it has
 */

/** The messages by `seq`, each once, in their present state. */
export class RoomHistory {
    /** @type {Message[]} */
    messages = [];
    /** Sequence number up to which nothing is missing. */
    last = 0;
    /** Whether the room has older messages that are not loaded. */
    more = false;
    #ids = new Set();
    #laterStates = null; // states that arrived since an older page was requested, which may have earlier ones

    /** Keeps all later states from now on, since the requested older page may contain earlier ones. */
    expectOlder() {
        this.#laterStates = [];
    }

    /** @returns {boolean} whether the message with this id is loaded */
    has(id) {
        return this.#ids.has(id);
    }

    /** @returns {Message|undefined} the message with this id, if it is loaded */
    get(id) {
        return this.has(id) ? this.messages.find(message => message.id === id) : undefined;
    }

    /** Replaces all messages. `to`: sequence number up to which nothing is missing, if it is higher than that of the last one. */
    replace(messages, more, to = 0) {
        this.messages = [...messages];
        this.#ids = new Set(messages.map(({ id }) => id));
        this.last = Math.max(to, messages.at(-1)?.seq ?? 0);
        this.more = more;
    }

    /** Adds an older page. @returns {Message[]} its messages that were not loaded yet */
    prepend(messages, more) {
        const older = messages.filter(({ id }) => !this.has(id))
            .map(message => (this.#laterStates ?? []).reduce(latest, message));
        this.#laterStates = null;
        older.forEach(({ id }) => this.#ids.add(id));
        this.messages.unshift(...older);
        this.more = more;
        return older;
    }

    /**
     * Adds a message.
     *
     * @returns {"append"|"place"|null} whether the message was added at the end, between others, or not at all, because it
     *     is known or older than the loaded ones
     */
    add(message) {
        this.last = Math.max(this.last, message.seq);
        const tooOld = this.more && message.seq < this.messages[0]?.seq; // its page is loaded when the reader scrolls up
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
     * Applies a state of a message from any frame.
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
