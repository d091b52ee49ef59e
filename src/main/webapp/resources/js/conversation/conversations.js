/**
 * All conversations that this page has opened: leads the server's frames to them.
 * @module
 */
import { Conversation } from "./conversation.js";
import { explainError } from "../connection/diagnosis.js";

/** Dispatches `opened` with `{conversation}`, and `message` with `{frame, conversation}` once a message or a change of one has been taken in. */
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
     * @param {import("./roster.js").Person} person
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
     * @param {import("./outbox-entries.js").Entry} entry what was written to somebody, and may name a message
     * @returns {boolean} whether its numbers mean others now: the server's data was restored from a backup, or made anew
     */
    isMisaddressed({ person: { id, username }, pending: { change, quote, epoch } }) {
        const known = this.#roster.byId(id);
        const namesMessage = change !== undefined || quote !== undefined;
        return known !== undefined && (known.person.username !== username
            || (namesMessage && known.epoch !== null && (epoch ?? known.epoch) !== known.epoch));
    }

    /** Forgets one that nobody looks at and nothing is under way in: its room needs no catching up any more. */
    release({ person, pending, changes }) {
        if (pending.size + changes.size === 0) {
            this.#byPerson.delete(person.id);
        }
    }

    /** @returns {object[]} the rooms for `hello` */
    resumePoints() {
        return [...this.#byPerson.values()].map(each => each.resumePoint()).filter(point => point !== null);
    }

    /** @param {{type: string}} frame any frame of the server */
    hear(frame) {
        const handlers = {
            welcome: () => this.#welcome(frame),
            room: () => this.#learn(frame),
            message: () => this.#message(frame),
            change: () => this.#change(frame),
            page: () => this.#of(frame)?.page(frame),
            synced: () => this.#of(frame)?.synced(frame),
            reset: () => this.#of(frame)?.reset(frame),
            person: () => this.#roster.meet(frame.account),
            receipt: () => this.#receipt(frame),
            muted: () => this.#roster.mute(frame.room, frame.muted),
            error: () => this.#error(frame),
        };
        if (Object.hasOwn(handlers, frame.type)) {
            handlers[frame.type]();
        }
    }

    #welcome(frame) {
        frame.rooms.forEach(room => this.#learn(room));
        for (const conversation of this.#byPerson.values()) {
            const told = frame.rooms.find(({ room }) => room === conversation.room);
            conversation.catchUp(told?.seq ?? null);
        }
    }

    #learn(told) {
        const entry = this.#roster.learn(told);
        const conversation = entry === null ? undefined : this.#byPerson.get(entry.person.id);
        if (conversation !== undefined) {
            conversation.room = told.room;
            conversation.epoch ??= told.epoch; // a changed one is told by `reset`, which also drops what is here
            conversation.reached(entry.reach);
        }
    }

    #message(frame) {
        this.#roster.hear(frame);
        const conversation = this.#of(frame);
        conversation?.hear(frame);
        this.dispatchEvent(new CustomEvent("message", { detail: { frame, conversation } }));
    }

    #change(frame) {
        this.#roster.change(frame);
        const conversation = this.#of(frame);
        conversation?.hear(frame);
        this.dispatchEvent(new CustomEvent("message", { detail: { frame, conversation } }));
    }

    #receipt(frame) {
        const entry = this.#roster.receipt(frame);
        if (entry !== undefined) {
            this.#of(frame)?.reached(entry.reach);
        }
    }

    #error({ cid, room, ...error }) {
        if (cid === undefined && room !== undefined) {
            this.#of({ room })?.fail(error, explainError(error));
        }
    }

    #of({ room }) {
        const entry = this.#roster.byRoom(room);
        const byRoster = entry === undefined ? undefined : this.#byPerson.get(entry.person.id);
        return byRoster ?? [...this.#byPerson.values()].find(each => each.room === room);
    }
}
