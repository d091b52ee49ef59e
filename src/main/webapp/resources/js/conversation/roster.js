/**
 * The people and conversations of the account: an index of entries, kept right by frames.
 * @module
 */
import { applyChange, applyMessage, applyRead, applyReceipt, applyRoom, newEntry } from "./roster-entry.js";

/** @typedef {import("./roster-entry.js").Person} Person */
/** @typedef {import("./roster-entry.js").Entry} Entry */

/** Dispatches `change` with `{entry, kind}`, kind one of `added` (a person), `message` (a new one), `updated`. */
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

    /** @returns {number} how many people there are, the reader not counted */
    get size() {
        return this.#entries.size;
    }

    /** @returns {number} unread messages in conversations that are not muted, as far as they are known here */
    get unread() {
        return [...this.#byRoom.values()].reduce((sum, { unread, muted }) => sum + (muted ? 0 : unread), 0);
    }

    /** @returns {{room: number, seq: number}[]} the rooms with unread messages, and the highest number of each */
    get unreadRooms() {
        return [...this.#byRoom.values()].filter(({ unread }) => unread > 0).map(({ room, seq }) => ({ room, seq }));
    }

    /**
     * Adds a person, or gives them another name.
     *
     * @param {Person} person
     * @returns {Entry|null} null for the reader
     */
    addPerson(person) {
        if (person.id === this.#self) {
            return null;
        }
        const known = this.#entries.get(person.id);
        if (known === undefined) {
            const entry = newEntry(person);
            this.#entries.set(person.id, entry);
            this.#dispatch(entry, "added");
            return entry;
        }
        if (known.person.displayName !== person.displayName || known.person.username !== person.username) {
            known.person = person;
            this.#dispatch(known, "updated");
        }
        return known;
    }

    /**
     * Adds a row that came with the page, before any frame.
     *
     * @param {Omit<Entry, "receivedSeq"|"reach"|"epoch">} row
     */
    addRow(row) {
        const entry = { ...newEntry(row.person), ...row };
        this.#entries.set(row.person.id, entry);
        if (row.room !== null) {
            this.#byRoom.set(row.room, entry);
        }
    }

    /**
     * Adds a room, or replaces what is known of it; see `applyRoom`.
     *
     * @param {{room: number, members: (Person|number)[]}} room
     * @returns {Entry|null} null for a room that is not a conversation of two, and for one with a person not known here
     */
    addRoom(room) {
        const other = room.members.find(member => (member.id ?? member) !== this.#self);
        const entry = typeof other === "object" ? this.addPerson(other) : this.#entries.get(other) ?? null;
        if (entry === null || room.members.length > 2) {
            return null;
        }
        this.#byRoom.set(room.room, entry);
        applyRoom(entry, room, this.#self);
        this.#dispatch(entry, "updated");
        return entry;
    }

    /** Applies a frame `message`. */
    applyMessage(frame) {
        const entry = this.#byRoom.get(frame.room);
        if (entry !== undefined && applyMessage(entry, frame, this.#self)) {
            this.#dispatch(entry, "message");
        }
    }

    /** Applies a frame `change`: an edit, a deletion or a reaction. */
    applyChange(frame) {
        const entry = this.#byRoom.get(frame.room);
        if (entry !== undefined && applyChange(entry, frame, this.#self)) {
            this.#dispatch(entry, "updated");
        }
    }

    /** Applies a frame `receipt`. @returns {Entry|undefined} of the room, where it is known */
    applyReceipt(frame) {
        const entry = this.#byRoom.get(frame.room);
        if (entry !== undefined && applyReceipt(entry, frame, this.#self)) {
            this.#dispatch(entry, "updated");
        }
        return entry;
    }

    /** The reader has read a room up to a number; the server is told at the same time. */
    markRead(room, seq) {
        const entry = this.#byRoom.get(room);
        if (entry !== undefined && applyRead(entry, seq)) {
            this.#dispatch(entry, "updated");
        }
    }

    /** A room was muted or unmuted, here or on another device. */
    setMuted(room, muted) {
        const entry = this.#byRoom.get(room);
        if (entry !== undefined && entry.muted !== muted) {
            entry.muted = muted;
            this.#dispatch(entry, "updated");
        }
    }

    #dispatch(entry, kind) {
        this.dispatchEvent(new CustomEvent("change", { detail: { entry, kind } }));
    }
}
