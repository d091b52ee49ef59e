/**
 * All conversations that this page has opened: leads the server's frames to them, and sends what is written.
 * @module
 */
import { Conversation } from "./conversation.js";
import { log } from "./debug.js";
import { explainError } from "./diagnosis.js";

/** Dispatches `message` with `{frame, conversation}` once a message has been taken in, and `failed` with `{reason}`. */
export class Conversations extends EventTarget {
    #socket;
    #roster;
    #byPerson = new Map();
    #waiting = new Map(); // cid → {conversation, pending, resolve, reject}, in the order of writing

    /**
     * @param {import("./chat-socket.js").ChatSocket} socket
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
            conversation = new Conversation(person, frame => this.#socket.send(frame));
            const entry = this.#roster.byId(person.id);
            conversation.room = entry?.room ?? null;
            conversation.epoch = entry?.epoch ?? null;
            this.#byPerson.set(person.id, conversation);
        }
        conversation.person = person;
        return conversation;
    }

    /** @returns {object[]} the rooms for `hello` */
    resumePoints() {
        return [...this.#byPerson.values()].map(each => each.resumePoint()).filter(point => point !== null);
    }

    /** @returns {{waiting: number, failed: number}} messages without an ack, and those the server refused */
    get unsent() {
        const pending = [...this.#byPerson.values()].flatMap(each => [...each.pending.values()]);
        const states = pending.map(({ state }) => state);
        return {
            waiting: states.filter(state => state === "pending").length,
            failed: states.filter(state => state === "failed").length,
        };
    }

    /**
     * Shows a message as pending and sends it, now or when the connection is back.
     *
     * @param {Conversation} conversation
     * @param {string} text not blank, within the limit
     * @returns {Promise<object>} its ack; rejected with the reason where the server refuses it
     */
    send(conversation, text) {
        log.sendMessageCalled();
        const pending = conversation.write(text);
        const answered = new Promise((resolve, reject) => {
            this.#waiting.set(pending.cid, { conversation, pending, resolve, reject });
        });
        answered.catch(() => {}); // the bubble says so; only debugChat also wants to hear of it
        this.#transmit(conversation, pending);
        return answered;
    }

    /** Sends a message that failed once more, under the same `cid`: if it was stored after all, it stays one. */
    retry(conversation, pending) {
        conversation.mark(pending, "pending");
        const ignore = () => {};
        this.#waiting.set(pending.cid, { conversation, pending, resolve: ignore, reject: ignore });
        this.#transmit(conversation, pending);
    }

    #transmit(conversation, { cid, text }) {
        const where = conversation.room === null ? { to: conversation.person.id } : { room: conversation.room };
        this.#socket.send({ type: "send", ...where, cid, message: text });
    }

    /** @param {{type: string}} frame any frame of the server */
    hear(frame) {
        const handlers = {
            welcome: () => this.#welcome(frame),
            room: () => this.#learn(frame),
            ack: () => this.#acknowledge(frame),
            message: () => this.#message(frame),
            page: () => this.#of(frame)?.page(frame),
            synced: () => this.#of(frame)?.synced(frame),
            reset: () => this.#of(frame)?.reset(frame),
            person: () => this.#roster.meet(frame.account),
            receipt: () => this.#roster.receipt(frame),
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

    /** After `welcome`: what has no answer goes out again, in order, under the same `cid`. */
    resendWaiting() {
        for (const { conversation, pending } of this.#waiting.values()) {
            this.#transmit(conversation, pending);
        }
    }

    #learn(told) {
        const entry = this.#roster.learn(told);
        const conversation = entry === null ? undefined : this.#byPerson.get(entry.person.id);
        if (conversation !== undefined) {
            conversation.room = told.room;
            conversation.epoch ??= told.epoch; // a changed one is told by `reset`, which also drops what is here
        }
    }

    #message(frame) {
        this.#roster.hear(frame);
        const waiting = this.#settle(frame.cid);
        waiting?.conversation.acknowledge(frame); // whichever comes first, ack or message, settles the cid
        waiting?.resolve(frame);
        const conversation = this.#of(frame);
        conversation?.hear(frame);
        this.dispatchEvent(new CustomEvent("message", { detail: { frame, conversation } }));
    }

    #acknowledge(frame) {
        const waiting = this.#settle(frame.cid);
        waiting?.conversation.acknowledge(frame);
        waiting?.resolve(frame);
    }

    #error(frame) {
        const reason = explainError(frame);
        const waiting = this.#settle(frame.cid);
        if (waiting !== undefined) {
            waiting.conversation.mark(waiting.pending, "failed", reason);
            waiting.reject(new Error(reason));
            this.dispatchEvent(new CustomEvent("failed", { detail: { reason } }));
        } else if (frame.cid === undefined && frame.room !== undefined) {
            this.#of(frame)?.fail(reason);
        }
    }

    #settle(cid) {
        const waiting = this.#waiting.get(cid);
        this.#waiting.delete(cid);
        return waiting;
    }

    #of({ room }) {
        const entry = this.#roster.byRoom(room);
        const byRoster = entry === undefined ? undefined : this.#byPerson.get(entry.person.id);
        return byRoster ?? [...this.#byPerson.values()].find(each => each.room === room);
    }
}
