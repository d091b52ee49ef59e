/**
 * Who there is, what was said last, and how much is unread: the dashboard's data, kept right by frames.
 * @module
 */
/**
 * @typedef {object} Person
 * @property {number} id
 * @property {string} username
 * @property {string} displayName
 */

/**
 * @typedef {object} Entry
 * @property {Person} person
 * @property {number|null} room null where nobody has written yet
 * @property {string|null} epoch of the room, where known
 * @property {number} seq the room's highest number that this page has heard of
 * @property {number} unread
 * @property {boolean} muted the reader wants to hear nothing of it
 * @property {number} readSeq what this account has read, as far as the page has heard
 * @property {number} receivedSeq what this account has on a device, as far as the page has heard
 * @property {{received: number, read: number}} reach up to where the other has received and read
 * @property {{id: number, text: string, at: number, mine: boolean, deleted: boolean}|null} last the newest message; `at` in ms
 *     since 1970
 */

/** Dispatches `change` with `{entry, kind}`, kind one of `added`, `said` (a new message), `updated`. */
export class Roster extends EventTarget {
    #self;
    #entries = new Map(); // by the person's id
    #byRoom = new Map();

    /** @param {number} self the reader's own account id: never in the list */
    constructor(self) {
        super();
        this.#self = self;
    }

    /** @returns {number} the reader's own account id */
    get self() {
        return this.#self;
    }

    /** @returns {Entry|undefined} */
    byId(id) {
        return this.#entries.get(id);
    }

    /** @returns {Entry|undefined} */
    byRoom(room) {
        return this.#byRoom.get(room);
    }

    /** @returns {Entry|undefined} */
    byUsername(username) {
        return [...this.#entries.values()].find(({ person }) => person.username === username);
    }

    /** @returns {number} how many people there are here, the reader not counted */
    get size() {
        return this.#entries.size;
    }

    /** @returns {number} messages that are unread in conversations that are not muted, as far as they are known here */
    get unread() {
        return [...this.#byRoom.values()].reduce((sum, { unread, muted }) => sum + (muted ? 0 : unread), 0);
    }

    /** @returns {{room: number, seq: number}[]} the rooms with something unread, and how far each goes now */
    places() {
        return [...this.#byRoom.values()].filter(({ unread }) => unread > 0).map(({ room, seq }) => ({ room, seq }));
    }

    /**
     * Somebody is there, or has another name now.
     *
     * @param {Person} person
     * @returns {Entry|null} null for the reader
     */
    meet(person) {
        if (person.id === this.#self) {
            return null;
        }
        const known = this.#entries.get(person.id);
        if (known === undefined) {
            const entry = { ...unheard, person, room: null, seq: 0, unread: 0, last: null };
            this.#entries.set(person.id, entry);
            this.#tell(entry, "added");
            return entry;
        }
        if (known.person.displayName !== person.displayName || known.person.username !== person.username) {
            known.person = person;
            this.#tell(known, "updated");
        }
        return known;
    }

    /**
     * What the page's own row says, before any frame has come.
     *
     * @param {Omit<Entry, "receivedSeq"|"reach"|"epoch">} row
     */
    seed(row) {
        const entry = { ...unheard, ...row };
        this.#entries.set(row.person.id, entry);
        if (row.room !== null) {
            this.#byRoom.set(row.room, entry);
        }
    }

    /**
     * A room as `welcome`, `room` and `GET /api/rooms` tell it: the truth, whatever was here before.
     *
     * @param {{room: number, members: (Person|number)[], epoch: string, seq: number, readSeq?: number,
     *     receivedSeq?: number, receipts?: {account: number, receivedSeq: number, readSeq: number}[],
     *     unread?: number, last?: {id: number, senderId: number, message: string, sentAt: string}}} told
     * @returns {Entry|null} null where it is no conversation of two that can be shown
     */
    learn(told) {
        const other = told.members.find(member => (member.id ?? member) !== this.#self);
        const entry = typeof other === "object" ? this.meet(other) : this.#entries.get(other) ?? null;
        if (entry === null || told.members.length > 2) {
            return null;
        }
        this.#byRoom.set(told.room, entry);
        Object.assign(entry, {
            room: told.room,
            epoch: told.epoch,
            seq: told.seq,
            unread: told.unread ?? 0,
            muted: told.muted ?? false,
            readSeq: told.readSeq ?? 0,
            receivedSeq: told.receivedSeq ?? 0,
            reach: reachOf(told.receipts?.find(({ account }) => account !== this.#self)),
            last: told.last ? this.#lastOf(told.last.senderId, told.last) : null,
        });
        this.#tell(entry, "updated");
        return entry;
    }

    /**
     * A live or replayed message. What was known already changes nothing.
     *
     * @param {{room: number, seq: number, id: number, sender: Person, message: string, sentAt: string,
     *     deletedAt?: string}} frame
     * @returns {Entry|undefined}
     */
    hear(frame) {
        const entry = this.#byRoom.get(frame.room);
        if (entry === undefined || frame.seq <= entry.seq) {
            return entry;
        }
        entry.seq = frame.seq;
        entry.last = this.#lastOf(frame.sender.id, frame);
        if (frame.deletedAt === undefined && frame.sender.id !== this.#self && frame.seq > entry.readSeq) {
            entry.unread++;
        }
        this.#tell(entry, "said");
        return entry;
    }

    /**
     * A message was edited, deleted or reacted to. What that does to the count of unread ones is told by a receipt.
     *
     * @param {{room: number, seq: number, id: number, state: object}} frame
     */
    change(frame) {
        const entry = this.#byRoom.get(frame.room);
        if (entry !== undefined && frame.seq > entry.seq) {
            entry.seq = frame.seq;
            if (entry.last?.id === frame.id) {
                entry.last = this.#lastOf(frame.state.sender.id, frame.state);
            }
            this.#tell(entry, "updated");
        }
    }

    /**
     * A receipt; only the reader's own has `unread`.
     *
     * @param {{room: number, account: number, receivedSeq: number, readSeq: number, unread?: number}} frame
     * @returns {Entry|undefined}
     */
    receipt(frame) {
        const entry = this.#byRoom.get(frame.room);
        if (entry !== undefined && frame.account === this.#self) {
            entry.readSeq = Math.max(entry.readSeq, frame.readSeq);
            entry.receivedSeq = Math.max(entry.receivedSeq, frame.receivedSeq);
            entry.unread = frame.unread ?? entry.unread;
            this.#tell(entry, "updated");
        } else if (entry !== undefined) {
            const { received, read } = reachOf(frame);
            const reach = frame.hidden ? reachOf() : entry.reach; // they, or the reader, do not show it any more
            entry.reach = { received: Math.max(received, reach.received), read: Math.max(read, reach.read) };
        }
        return entry;
    }

    /**
     * The reader has seen all up to here; the server hears of it at the same time.
     *
     * @param {number} room
     * @param {number} seq
     */
    read(room, seq) {
        const entry = this.#byRoom.get(room);
        if (entry !== undefined && seq > entry.readSeq) {
            entry.readSeq = seq;
            if (seq >= entry.seq && entry.unread > 0) {
                entry.unread = 0;
                this.#tell(entry, "updated");
            }
        }
    }

    /** The reader wants to hear nothing of a room, or to hear of it again. */
    mute(room, muted) {
        const entry = this.#byRoom.get(room);
        if (entry !== undefined && entry.muted !== muted) {
            entry.muted = muted;
            this.#tell(entry, "updated");
        }
    }

    #lastOf(senderId, { id, message, sentAt, deletedAt }) {
        return {
            id, text: message, at: Date.parse(sentAt), mine: senderId === this.#self, deleted: deletedAt !== undefined,
        };
    }

    #tell(entry, kind) {
        this.dispatchEvent(new CustomEvent("change", { detail: { entry, kind } }));
    }
}

const unheard = { epoch: null, muted: false, readSeq: 0, receivedSeq: 0, reach: { received: 0, read: 0 } };

const reachOf = receipt => ({
    received: Math.max(receipt?.receivedSeq ?? 0, receipt?.readSeq ?? 0), // reading implies it
    read: receipt?.readSeq ?? 0,
});
