/**
 * The conversations that this page holds. Applies the server's frames to them and to the roster.
 * @module
 */
import { explainError } from "../connection/error-messages.js";
import { Conversation } from "./conversation.js";

/**
 * Dispatches `opened` with `{conversation}` when the page begins to hold one; and `message` with `{frame, conversation}`
 * after a message or a change was applied.
 */
export class Conversations extends EventTarget {
    #socket;
    #roster;
    #people;
    #byAccount = new Map();

    /**
     * @param {import("../connection/chat-socket.js").ChatSocket} socket
     * @param {import("./roster.js").Roster} roster
     * @param {import("./people.js").People} people
     */
    constructor(socket, roster, people) {
        super();
        this.#socket = socket;
        this.#roster = roster;
        this.#people = people;
    }

    /**
     * @param {number} account account id of the other person
     * @returns {Conversation} the conversation with this person; made if there is none
     */
    with(account) {
        let conversation = this.#byAccount.get(account);
        if (conversation === undefined) {
            conversation = new Conversation(account, frame => this.#socket.send(frame), this.#roster.self);
            const entry = this.#roster.byId(account);
            conversation.room = entry?.room ?? null;
            conversation.epoch = entry?.epoch ?? null;
            conversation.reach = entry?.reach ?? conversation.reach;
            this.#byAccount.set(account, conversation);
            this.dispatchEvent(new CustomEvent("opened", { detail: { conversation } }));
        }
        return conversation;
    }

    /** @returns {boolean} whether this page holds a conversation with the person of this account */
    has(account) {
        return this.#byAccount.has(account);
    }

    /**
     * @param {import("./outbox-entries.js").Entry} entry a message, or a change of one, to a person
     * @returns {boolean} whether its ids have another meaning now, because the server's data was restored from a backup or
     *     created anew
     */
    isMisaddressed({ person: { id, username }, pending: { change, quote, epoch } }) {
        const known = this.#roster.byId(id);
        const namesMessage = change !== undefined || quote !== undefined;
        return known !== undefined && (this.#people.get(id).username !== username
            || (namesMessage && known.epoch !== null && (epoch ?? known.epoch) !== known.epoch));
    }

    /** Drops a conversation that is not on the screen and has nothing pending, so that its room is not replayed any more. */
    release({ account, pending, changes }) {
        if (pending.size + changes.size === 0) {
            this.#byAccount.delete(account);
        }
    }

    /** @returns {object[]} the rooms and cursors for `hello` */
    resumePoints() {
        return [...this.#byAccount.values()].map(each => each.resumePoint()).filter(point => point !== null);
    }

    /** Applies the rooms of a `welcome`, and fetches what its replays do not bring. */
    handleWelcome({ rooms }) {
        rooms.forEach(room => this.handleRoom(room));
        for (const conversation of this.#byAccount.values()) {
            const listed = rooms.find(({ room }) => room === conversation.room);
            conversation.catchUp(listed?.seq ?? null);
        }
    }

    /** Applies a room that is new to this page or has changed. */
    handleRoom(room) {
        const entry = this.#roster.addRoom(room);
        const conversation = entry === null ? undefined : this.#byAccount.get(entry.account);
        if (conversation !== undefined) {
            conversation.room = room.room;
            conversation.epoch ??= room.epoch; // `reset` announces a new epoch, and also drops the messages
            conversation.reached(entry.reach);
        }
    }

    /** Applies a live or replayed message. */
    handleMessage(frame) {
        this.#roster.applyMessage(frame);
        this.#pass(frame);
    }

    /** Applies an edit, a deletion or a reaction. */
    handleChange(frame) {
        this.#roster.applyChange(frame);
        this.#pass(frame);
    }

    /** Applies a page of history that a conversation has requested. */
    handlePage(frame) {
        this.#of(frame)?.page(frame);
    }

    /** Ends the replay of a room. */
    handleSynced(frame) {
        this.#of(frame)?.synced(frame);
    }

    /** Reloads a room whose history is not the one that this page holds. */
    handleReset(frame) {
        this.#of(frame)?.reset(frame);
    }

    /** Applies a new person or a new name. */
    handlePerson({ account }) {
        this.#roster.addPerson(account);
    }

    /** Applies a receipt of the reader or of the other person. */
    handleReceipt(frame) {
        const entry = this.#roster.applyReceipt(frame);
        if (entry !== undefined) {
            this.#of(frame)?.reached(entry.reach);
        }
    }

    /** Applies that the reader has muted or unmuted a room, on any device. */
    handleMuted({ room, muted }) {
        this.#roster.setMuted(room, muted);
    }

    /** Passes an error without a `cid` to the conversation of its room, whose page request it may answer. */
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
        const byRoster = entry === undefined ? undefined : this.#byAccount.get(entry.account);
        return byRoster ?? [...this.#byAccount.values()].find(each => each.room === room);
    }
}
