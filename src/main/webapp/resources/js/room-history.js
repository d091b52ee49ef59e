/**
 * The messages of one room as far as they are here: in the room's order, without holes up to {@link RoomHistory.last}.
 * @module
 */

/**
 * @typedef {object} Message
 * @property {number} id
 * @property {number} seq
 * @property {{id: number, displayName: string}} sender
 * @property {string} message
 * @property {string} sentAt
 * @property {string} [cid] to the sender's own sockets only
 */

/** Messages by `seq`, each once. */
export class RoomHistory {
    /** @type {Message[]} */
    messages = [];
    /** Highest number up to which nothing is missing. */
    last = 0;
    /** There are older ones that are not here. */
    more = false;
    #ids = new Set();

    /** @returns {boolean} whether the message with this id is here */
    has(id) {
        return this.#ids.has(id);
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
        const older = messages.filter(({ id }) => !this.#ids.has(id));
        older.forEach(({ id }) => this.#ids.add(id));
        this.messages.unshift(...older);
        this.more = more;
        return older;
    }

    /** @returns {"append"|"place"|null} whether it came at the end, in between, or is left out: known, or too old */
    add(message) {
        this.last = Math.max(this.last, message.seq);
        const tooOld = this.more && message.seq < this.messages[0]?.seq; // comes with its page, on scrolling up
        if (tooOld || this.#ids.has(message.id)) {
            return null;
        }
        this.#ids.add(message.id);
        const inOrder = message.seq > (this.messages.at(-1)?.seq ?? 0);
        const at = inOrder ? this.messages.length : this.messages.findIndex(({ seq }) => seq > message.seq);
        this.messages.splice(at, 0, message);
        return inOrder ? "append" : "place";
    }
}
