/**
 * The people and conversations of the account, which frames keep up to date.
 * @module
 */
import { keyOf, temporaryKey } from "../store/conversation-key.js";
import { applyChange, applyMessage, applyRead, applyReceipt, applyRoom, newEntry, notableIn } from "./roster-entry.js";

const OF_TWO = "DIRECT"; // the kind of rooms whose two members stay the same

/** @typedef {import("./people.js").Person} Person */
/** @typedef {import("./roster-entry.js").Entry} Entry */

/**
 * Dispatches `change` with `{entry, kind, frame}`; kind is `added` (a person), `message` (a new message, that of `frame`), `gone` (a
 * room that the reader has left) or `updated`. Dispatches `room` with `{entry}` when the room of a conversation of two becomes known.
 */
export class Roster extends EventTarget {
    #people;
    #entries = new Map(); // key of the conversation → entry
    #roomsOfTwo = new Map(); // account id of the other person → room
    #leftAt = new Map(); // room of several that the reader has left → when, by performance.now()

    /** @param {import("./people.js").People} people gets the people of the list; the reader is not in the list */
    constructor(people) {
        super();
        this.#people = people;
        people.addEventListener("named", ({ detail: { person } }) => {
            const entry = this.byAccount(person.id);
            if (entry !== undefined) {
                this.#dispatch(entry, "updated");
            }
        });
    }

    /** @returns {number} the reader's own account id */
    get self() {
        return this.#people.self;
    }

    /** @returns {Entry|undefined} the entry of the conversation of two with an account */
    byAccount(account) {
        return this.#entries.get(this.#roomsOfTwo.get(account) ?? temporaryKey(account));
    }

    /** @returns {Entry|undefined} the entry of a room */
    byRoom(room) {
        return this.#entries.get(room);
    }

    /** @returns {Entry|undefined} the entry of the conversation of two with this person */
    byUsername(username) {
        return this.byAccount(this.#people.byUsername(username)?.id);
    }

    /**
     * @param {{account: number|null, room: number|null}} conversation a conversation that this page holds
     * @returns {Entry|undefined} its entry
     */
    of({ account, room }) {
        return account === null ? this.byRoom(room) : this.byAccount(account);
    }

    /** @returns {number[]} ids of the rooms of several */
    get roomsOfSeveral() {
        return [...this.#entries.values()].filter(({ account }) => account === null).map(({ room }) => room);
    }

    /** @returns {number} number of entries: people without the reader, and rooms of several */
    get size() {
        return this.#entries.size;
    }

    /** @returns {number} known unread messages that notify the reader, by the levels of their conversations */
    get unread() {
        return [...this.#entries.values()].reduce((sum, entry) => sum + notableIn(entry), 0);
    }

    /** @returns {number} known unread messages that mention the reader or answer a message of the reader */
    get mentions() {
        return [...this.#entries.values()].reduce((sum, { mentions }) => sum + mentions, 0);
    }

    /** @returns {{room: number, seq: number}[]} the rooms with unread messages, and the highest sequence number of each */
    get unreadRooms() {
        return [...this.#entries.values()].filter(({ unread }) => unread > 0).map(({ room, seq }) => ({ room, seq }));
    }

    /**
     * Adds a person, or changes their name.
     *
     * @param {Person} person
     * @returns {Entry|null} null for the reader
     */
    addPerson(person) {
        this.#people.set(person);
        if (person.id === this.self) {
            return null;
        }
        const known = this.byAccount(person.id);
        if (known !== undefined) {
            return known;
        }
        const entry = newEntry(person.id);
        this.#entries.set(keyOf(entry), entry);
        this.#dispatch(entry, "added");
        return entry;
    }

    /**
     * Adds a row that the server wrote into the page, before any frame.
     *
     * @param {Person} person
     * @param {Pick<Entry, "room"|"seq"|"readSeq"|"unread"|"mentions"|"notify"|"last">} row
     * @returns {Entry}
     */
    addRow(person, row) {
        this.#people.set(person);
        const entry = { ...newEntry(person.id), ...row };
        this.#entries.set(keyOf(entry), entry);
        if (row.room !== null) {
            this.#roomsOfTwo.set(person.id, row.room);
        }
        return entry;
    }

    /**
     * Adds a room or replaces its data; see `applyRoom`.
     *
     * @param {{room: number, kind: string, title?: string, members: (Person|number)[]}} room
     * @returns {Entry|null} null for a conversation with an unknown person
     */
    addRoom(room) {
        const entry = room.kind === OF_TWO ? this.#entryOfTwo(room) : this.#entryOfSeveral(room);
        if (entry === null) {
            return null;
        }
        const isNew = entry.account !== null && entry.room !== room.room;
        this.#place(entry, room.room);
        applyRoom(entry, room, this.self);
        if (isNew) {
            this.dispatchEvent(new CustomEvent("room", { detail: { entry } }));
        }
        this.#dispatch(entry, "updated");
        return entry;
    }

    /**
     * Adds the rooms of an answer to a request, without those that frames have changed or removed since the request.
     *
     * @param {{room: number, epoch: string, seq: number}[]} rooms as for {@link addRoom}
     * @param {number} askedAt when the request was sent, by performance.now()
     */
    addListed(rooms, askedAt) {
        rooms.filter(({ room, epoch, seq }) => {
            const known = this.byRoom(room);
            return !(this.#leftAt.get(room) >= askedAt) && !(known?.epoch === epoch && known.seq > seq);
        }).forEach(room => this.addRoom(room));
    }

    #entryOfTwo({ members }) {
        const other = members.find(member => (member.id ?? member) !== this.self);
        return typeof other === "object" ? this.addPerson(other) : this.byAccount(other) ?? null;
    }

    #entryOfSeveral({ room }) {
        const known = this.byRoom(room);
        return known?.account === null ? known : newEntry(null);
    }

    /** Puts an entry under its room. After a restore of the server, another conversation may have had that room. */
    #place(entry, room) {
        const former = this.byRoom(room);
        if (former === entry) {
            return;
        }
        if (former !== undefined && former.account !== null) {
            former.room = null;
            this.#roomsOfTwo.delete(former.account);
            this.#entries.set(keyOf(former), former);
        }
        if (this.#entries.get(keyOf(entry)) === entry) {
            this.#entries.delete(keyOf(entry));
        }
        this.#entries.set(room, entry);
        if (entry.account !== null) {
            this.#roomsOfTwo.set(entry.account, room);
        }
    }

    /**
     * Removes a room of several that the reader is no longer a member of.
     *
     * @param {number} room
     */
    removeRoom(room) {
        const entry = this.byRoom(room);
        this.#leftAt.set(room, performance.now());
        if (entry?.account === null) {
            this.#entries.delete(room);
            entry.unread = 0;
            this.#dispatch(entry, "gone");
        }
    }

    /** Applies a `message` frame. */
    applyMessage(frame) {
        const entry = this.byRoom(frame.room);
        if (entry !== undefined && applyMessage(entry, frame, this.self)) {
            this.#dispatch(entry, frame.event === undefined ? "message" : "updated", frame);
        }
    }

    /** Applies a `change` frame: an edit, a deletion or a reaction. */
    applyChange(frame) {
        const entry = this.byRoom(frame.room);
        if (entry !== undefined && applyChange(entry, frame, this.self)) {
            this.#dispatch(entry, "updated");
        }
    }

    /**
     * Applies a `receipt` frame.
     *
     * @returns {Entry|undefined} the entry of its room, if known
     */
    applyReceipt(frame) {
        const entry = this.byRoom(frame.room);
        if (entry !== undefined && applyReceipt(entry, frame, this.self)) {
            this.#dispatch(entry, "updated");
        }
        return entry;
    }

    /** Records that the reader has read a room up to a sequence number. The caller reports it to the server. */
    markRead(room, seq) {
        const entry = this.byRoom(room);
        if (entry !== undefined && applyRead(entry, seq)) {
            this.#dispatch(entry, "updated");
        }
    }

    /**
     * Records the notification level of a room, which was changed here or on another device.
     *
     * @param {number} room
     * @param {import("./roster-entry.js").Level} level
     */
    setNotifyLevel(room, level) {
        const entry = this.byRoom(room);
        if (entry !== undefined && entry.notify !== level) {
            entry.notify = level;
            this.#dispatch(entry, "updated");
        }
    }

    #dispatch(entry, kind, frame) {
        this.dispatchEvent(new CustomEvent("change", { detail: { entry, kind, frame } }));
    }
}
