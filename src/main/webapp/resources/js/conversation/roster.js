/**
 * The people and conversations of the account, which frames keep up to date.
 * @module
 */
import { applyChange, applyMessage, applyRead, applyReceipt, applyRoom, newEntry } from "./roster-entry.js";

/** @typedef {import("./people.js").Person} Person */
/** @typedef {import("./roster-entry.js").Entry} Entry */

/** Dispatches `change` with `{entry, kind}`; kind is `added` (a person), `message` (a new message) or `updated`. */
export class Roster extends EventTarget {
    #people;
    #entries = new Map(); // account id → entry
    #byRoom = new Map();

    /** @param {import("./people.js").People} people gets the people of the list; the reader is not in the list */
    constructor(people) {
        super();
        this.#people = people;
        people.addEventListener("renamed", ({ detail: { person } }) => {
            if (this.#entries.has(person.id)) {
                this.#dispatch(this.#entries.get(person.id), "updated");
            }
        });
    }

    /** @returns {number} the reader's own account id */
    get self() {
        return this.#people.self;
    }

    /** @returns {Entry|undefined} the entry of an account */
    byId(id) {
        return this.#entries.get(id);
    }

    /** @returns {Entry|undefined} the entry of a room */
    byRoom(room) {
        return this.#byRoom.get(room);
    }

    /** @returns {Entry|undefined} the entry of a username */
    byUsername(username) {
        return this.#entries.get(this.#people.byUsername(username)?.id);
    }

    /** @returns {number} number of people, without the reader */
    get size() {
        return this.#entries.size;
    }

    /** @returns {number} known unread messages in conversations that are not muted */
    get unread() {
        return [...this.#byRoom.values()].reduce((sum, { unread, muted }) => sum + (muted ? 0 : unread), 0);
    }

    /** @returns {{room: number, seq: number}[]} the rooms with unread messages, and the highest sequence number of each */
    get unreadRooms() {
        return [...this.#byRoom.values()].filter(({ unread }) => unread > 0).map(({ room, seq }) => ({ room, seq }));
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
        const known = this.#entries.get(person.id);
        if (known !== undefined) {
            return known;
        }
        const entry = newEntry(person.id);
        this.#entries.set(person.id, entry);
        this.#dispatch(entry, "added");
        return entry;
    }

    /**
     * Adds a row that the server wrote into the page, before any frame.
     *
     * @param {Person} person
     * @param {Omit<Entry, "account"|"receivedSeq"|"reach"|"epoch">} row
     * @returns {Entry}
     */
    addRow(person, row) {
        const entry = { ...newEntry(person.id), ...row };
        this.#people.set(person);
        this.#entries.set(person.id, entry);
        if (row.room !== null) {
            this.#byRoom.set(row.room, entry);
        }
        return entry;
    }

    /**
     * Adds a room or replaces its data; see `applyRoom`.
     *
     * @param {{room: number, members: (Person|number)[]}} room
     * @returns {Entry|null} null for a room that is not a conversation of two, and for a room with an unknown person
     */
    addRoom(room) {
        const other = room.members.find(member => (member.id ?? member) !== this.self);
        const entry = typeof other === "object" ? this.addPerson(other) : this.#entries.get(other) ?? null;
        if (entry === null || room.members.length > 2) {
            return null;
        }
        this.#byRoom.set(room.room, entry);
        applyRoom(entry, room, this.self);
        this.#dispatch(entry, "updated");
        return entry;
    }

    /** Applies a `message` frame. */
    applyMessage(frame) {
        const entry = this.#byRoom.get(frame.room);
        if (entry !== undefined && applyMessage(entry, frame, this.self)) {
            this.#dispatch(entry, "message");
        }
    }

    /** Applies a `change` frame: an edit, a deletion or a reaction. */
    applyChange(frame) {
        const entry = this.#byRoom.get(frame.room);
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
        const entry = this.#byRoom.get(frame.room);
        if (entry !== undefined && applyReceipt(entry, frame, this.self)) {
            this.#dispatch(entry, "updated");
        }
        return entry;
    }

    /** Records that the reader has read a room up to a sequence number. The caller reports it to the server. */
    markRead(room, seq) {
        const entry = this.#byRoom.get(room);
        if (entry !== undefined && applyRead(entry, seq)) {
            this.#dispatch(entry, "updated");
        }
    }

    /** Records that a room was muted or unmuted, here or on another device. */
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
