/**
 * The conversations that this page holds: applies the server's frames to the roster and to them.
 * @module
 */
import { explainError } from "../connection/error-messages.js";
import { Conversation } from "./conversation.js";

/** Dispatches `opened` with `{conversation}`, and `message` with `{frame, conversation}` once a message or a change of one is applied. */
export class Conversations extends EventTarget {
    #socket;
    #roster;
    #byPerson = new Map();

    /**
     * @param {import("../connection/chat-socket.js").ChatSocket} socket
     * @param {import("./roster.js").Roster} roster
     */
    constructor(socket, roster) {
        super();
        this.#socket = socket;
        this.#roster = roster;
    }

    /**
     * @param {import("./roster-entry.js").Person} person
     * @returns {Conversation} with this person, made where there is none
     */
    with(person) {
        let conversation = this.#byPerson.get(person.id);
        if (conversation === undefined) {
            conversation = new Conversation(person, frame => this.#socket.send(frame), this.#roster.self);
            const entry = this.#roster.byId(person.id);
            conversation.room = entry?.room ?? null;
            conversation.epoch = entry?.epoch ?? null;
            conversation.reach = entry?.reach ?? conversation.reach;
            this.#byPerson.set(person.id, conversation);
            this.dispatchEvent(new CustomEvent("opened", { detail: { conversation } }));
        }
        conversation.person = this.#roster.byId(person.id)?.person ?? person;
        return conversation;
    }

    /** @returns {boolean} whether there is one with this person */
    has(person) {
        return this.#byPerson.has(person.id);
    }

    /**
     * @param {import("./outbox-entries.js").Entry} entry a message, or a change of one, to a person
     * @returns {boolean} whether its numbers have another meaning now: the server's data was restored from a backup, or made anew
     */
    isMisaddressed({ person: { id, username }, pending: { change, quote, epoch } }) {
        const known = this.#roster.byId(id);
        const namesMessage = change !== undefined || quote !== undefined;
        return known !== undefined && (known.person.username !== username
            || (namesMessage && known.epoch !== null && (epoch ?? known.epoch) !== known.epoch));
    }

    /** Drops a conversation that is not on the screen and has nothing pending: its room needs no replay any more. */
    release({ person, pending, changes }) {
        if (pending.size + changes.size === 0) {
            this.#byPerson.delete(person.id);
        }
    }

    /** @returns {object[]} the rooms for `hello` */
    resumePoints() {
        return [...this.#byPerson.values()].map(each => each.resumePoint()).filter(point => point !== null);
    }

    /** Takes the rooms of a `welcome`, and fetches what its replays do not bring. */
    handleWelcome({ rooms }) {
        rooms.forEach(room => this.handleRoom(room));
        for (const conversation of this.#byPerson.values()) {
            const listed = rooms.find(({ room }) => room === conversation.room);
            conversation.catchUp(listed?.seq ?? null);
        }
    }

    /** A room that is new to this page, or has changed. */
    handleRoom(room) {
        const entry = this.#roster.addRoom(room);
        const conversation = entry === null ? undefined : this.#byPerson.get(entry.person.id);
        if (conversation !== undefined) {
            conversation.room = room.room;
            conversation.epoch ??= room.epoch; // a changed one comes with `reset`, which also drops the messages
            conversation.reached(entry.reach);
        }
    }

    /** A message, live or replayed. */
    handleMessage(frame) {
        this.#roster.applyMessage(frame);
        this.#pass(frame);
    }

    /** An edit, a deletion or a reaction. */
    handleChange(frame) {
        this.#roster.applyChange(frame);
        this.#pass(frame);
    }

    /** A page of the history that a conversation has requested. */
    handlePage(frame) {
        this.#of(frame)?.page(frame);
    }

    /** The replay of a room has ended. */
    handleSynced(frame) {
        this.#of(frame)?.synced(frame);
    }

    /** A room has another history than this page holds. */
    handleReset(frame) {
        this.#of(frame)?.reset(frame);
    }

    /** A person has joined, or has another name. */
    handlePerson({ account }) {
        this.#roster.addPerson(account);
    }

    /** The reader or the other has received or read more. */
    handleReceipt(frame) {
        const entry = this.#roster.applyReceipt(frame);
        if (entry !== undefined) {
            this.#of(frame)?.reached(entry.reach);
        }
    }

    /** The reader has muted a room, or unmuted it, on any device. */
    handleMuted({ room, muted }) {
        this.#roster.setMuted(room, muted);
    }

    /** An error without a `cid` may be the answer to a conversation's request for a page. */
    handleError({ cid, room, ...error }) {
        if (cid === undefined && room !== undefined) {
            this.#of({ room })?.fail(error, explainError(error));
        }
    }

    #pass(frame) {
        const conversation = this.#of(frame);
        conversation?.receive(frame);
        this.dispatchEvent(new CustomEvent("message", { detail: { frame, conversation } }));
    }

    #of({ room }) {
        const entry = this.#roster.byRoom(room);
        const byRoster = entry === undefined ? undefined : this.#byPerson.get(entry.person.id);
        return byRoster ?? [...this.#byPerson.values()].find(each => each.room === room);
    }
}
