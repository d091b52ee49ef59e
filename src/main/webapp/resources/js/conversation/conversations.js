/**
 * The conversations that this page holds. Applies the server's frames to them and to the roster.
 * @module
 */
import { t } from "../base/i18n.js";
import { explainError } from "../connection/error-messages.js";
import { accountIn, keyOf } from "../store/conversation-key.js";
import { Conversation } from "./conversation.js";

/**
 * Dispatches `opened` with `{conversation}` when the page begins to hold one; `message` with `{frame, conversation}` after a
 * message or a change was applied; `room` with `{account, room}` when a conversation of two has got its room; `renamed`
 * with `{conversation}` when a room of several has another title; `marked` with `{entry}` when the reader has marked messages as
 * unread, on any device; and `gone` with `{room, conversation}` when the reader is no
 * longer a member of a room, `conversation` being that which this page has held.
 */
export class Conversations extends EventTarget {
    #socket;
    #roster;
    #people;
    #byKey = new Map(); // room, or the temporary key of a conversation of two → conversation
    #gone = new Set(); // rooms that the reader has left
    #complete = false; // whether the roster has had all rooms of the account

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
        roster.addEventListener("room", ({ detail: { entry } }) => this.#enterRoom(entry));
    }

    /** @returns {Conversation} the conversation with the person of this account; made if there is none */
    with(account) {
        return this.of(this.#roster.byAccount(account) ?? { account, room: null });
    }

    /** @returns {Conversation} the conversation in a room of several; made if there is none */
    in(room) {
        return this.of(this.#roster.byRoom(room) ?? { account: null, room });
    }

    /**
     * @param {Pick<import("./roster-entry.js").Entry, "account"|"room">} entry an entry of the roster, or what is known of one
     * @returns {Conversation} its conversation; made if there is none
     */
    of(entry) {
        let conversation = this.#find(entry);
        if (conversation === undefined) {
            conversation = new Conversation(entry, frame => this.#socket.send(frame), this.#roster.self);
            conversation.epoch = entry.epoch ?? null;
            conversation.reach = entry.reach ?? conversation.reach;
            this.#byKey.set(keyOf(conversation), conversation);
            this.#follow(conversation);
            this.dispatchEvent(new CustomEvent("opened", { detail: { conversation } }));
        }
        return conversation;
    }

    /** @returns {boolean} whether this page holds the conversation of an entry */
    has(entry) {
        return this.#find(entry) !== undefined;
    }

    /**
     * @param {import("../store/conversation-key.js").ConversationKey} key of a conversation, perhaps a temporary one
     * @returns {import("../store/conversation-key.js").ConversationKey} its present key: the room, if that is known
     */
    presentKey(key) {
        const account = accountIn(key);
        if (account === null) {
            return key;
        }
        const held = this.#find({ account, room: null });
        return keyOf(held ?? this.#roster.byAccount(account) ?? { account, room: null });
    }

    /**
     * @param {import("./outbox-entries.js").Entry} entry a message, or a change of one
     * @returns {boolean} whether its ids have another meaning now, because the server's data was restored from a backup or
     *     created anew
     */
    isMisaddressed({ conversation, person, pending: { change, quote, epoch } }) {
        const known = this.#roster.of(conversation);
        const ofSeveral = person === undefined;
        const toAnother = ofSeveral ? conversation.account !== null : this.#people.get(person.id).username !== person.username;
        const namesIds = ofSeveral || change !== undefined || quote !== undefined; // ids besides that of the person
        return known !== undefined
            && (toAnother || (namesIds && known.epoch !== null && (epoch ?? known.epoch) !== known.epoch));
    }

    /** Drops a conversation that is not on the screen and has nothing pending, so that its room is not replayed any more. */
    release(conversation) {
        if (conversation.pending.size + conversation.changes.size === 0) {
            this.#byKey.delete(keyOf(conversation));
        }
    }

    /**
     * @param {import("../store/conversation-key.js").ConversationKey} key of a conversation, such as that of a draft
     * @returns {boolean} whether the reader is no longer a member of its room, as far as this page knows
     */
    isGone(key) {
        return accountIn(key) === null && this.#roster.byRoom(key) === undefined && (this.#complete || this.#gone.has(key));
    }

    /** @returns {object[]} the rooms and cursors for `hello` */
    resumePoints() {
        return [...this.#byKey.values()].map(each => each.resumePoint()).filter(point => point !== null);
    }

    /** Applies the rooms of a `welcome`, and fetches what its replays do not bring. */
    handleWelcome({ rooms, more = false }) {
        const listed = new Map(rooms.map(room => [room.room, room]));
        const marked = rooms.filter(room => this.#isMarked(room));
        rooms.forEach(room => this.handleRoom(room));
        marked.forEach(({ room }) => this.#dispatchMarked(this.#roster.byRoom(room)));
        this.#complete = !more;
        if (!more) {
            const held = [...this.#byKey.values()].filter(({ account }) => account === null).map(({ room }) => room);
            new Set([...this.#roster.roomsOfSeveral, ...held]).forEach(room => listed.has(room) || this.handleGone({ room }));
        }
        for (const conversation of this.#byKey.values()) {
            if (!this.#gone.has(conversation.room)) {
                conversation.catchUp(listed.get(conversation.room)?.seq ?? null);
            }
        }
    }

    /** Applies a room that is new to this page or has changed. */
    handleRoom(room) {
        this.#gone.delete(room.room);
        const entry = this.#roster.addRoom(room);
        const conversation = entry === null ? undefined : this.#find(entry);
        if (conversation !== undefined) {
            conversation.enter(room.room);
            this.#rename(conversation, entry.title);
            conversation.epoch ??= room.epoch; // `reset` announces a new epoch, and also drops the messages
            conversation.reached(entry.reach);
        }
    }

    /** @returns {boolean} whether the reader has marked messages of a room as unread while this page had no connection */
    #isMarked({ room, epoch, readSeq = 0 }) {
        const known = this.#roster.byRoom(room);
        return known?.epoch === epoch && readSeq < known.toldReadSeq;
    }

    #dispatchMarked(entry) {
        this.dispatchEvent(new CustomEvent("marked", { detail: { entry } }));
    }

    #rename(conversation, title) {
        if (conversation.title !== title) {
            conversation.title = title;
            this.dispatchEvent(new CustomEvent("renamed", { detail: { conversation } }));
        }
    }

    /** Drops a room of several that the reader is no longer a member of. What was written for it stays. */
    handleGone({ room }) {
        const conversation = this.#of({ room });
        const { account = null } = conversation ?? this.#roster.byRoom(room) ?? {};
        if (account === null) {
            this.#gone.add(room);
            this.#roster.removeRoom(room);
            conversation?.leave(t("room.gone"));
            this.dispatchEvent(new CustomEvent("gone", { detail: { room, conversation } }));
            if (conversation !== undefined) {
                this.release(conversation);
            }
        }
    }

    /** Applies a live or replayed message, or a room event. */
    handleMessage(frame) {
        this.#people.learnFrom([frame]);
        this.#roster.applyMessage(frame);
        const entry = this.#roster.byRoom(frame.room);
        const conversation = this.#of(frame);
        if (frame.event !== undefined && entry !== undefined && conversation !== undefined) {
            this.#rename(conversation, entry.title);
            conversation.reached(entry.reach);
        }
        this.#pass(frame);
    }

    /** Applies an edit, a deletion or a reaction. */
    handleChange(frame) {
        this.#roster.applyChange(frame);
        this.#pass(frame);
    }

    /** Applies a page of history that a conversation has requested. */
    handlePage(frame) {
        this.#people.learnFrom(frame.messages);
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
    handlePerson({ account, nameOnly = false }) {
        if (nameOnly) {
            this.#people.set(account);
        } else {
            this.#roster.addPerson(account);
        }
    }

    /** Applies a receipt of the reader or of another member. */
    handleReceipt(frame) {
        const entry = this.#roster.applyReceipt(frame);
        if (entry !== undefined) {
            this.#of(frame)?.reached(entry.reach);
            if (frame.marked) {
                this.#dispatchMarked(entry);
            }
        }
    }

    /** Applies that the reader has changed the notification level of a room, on any device. */
    handleNotify({ room, level }) {
        this.#roster.setNotifyLevel(room, level);
    }

    /** Passes an error without a `cid` to the conversation of its room, whose page request it may answer. */
    handleError({ cid, room, ...error }) {
        if (room === undefined) {
            return;
        }
        if (cid === undefined) {
            this.#of({ room })?.fail(error, explainError(error));
        }
        if (error.code === "room_not_found") {
            this.handleGone({ room });
        }
    }

    #pass(frame) {
        const conversation = this.#of(frame);
        conversation?.receive(frame);
        this.dispatchEvent(new CustomEvent("message", { detail: { frame, conversation } }));
    }

    #of({ room }) {
        return this.#byKey.get(room);
    }

    /** Finds a conversation of two by its person, since its room may be known in one place before the other. */
    #find({ account, room }) {
        return account === null ? this.#byKey.get(room)
            : [...this.#byKey.values()].find(conversation => conversation.account === account);
    }

    /** Moves a conversation from its temporary key to its room. */
    #follow(conversation) {
        conversation.addEventListener("room", ({ detail: { former } }) => {
            const { account, room } = conversation;
            if (this.#byKey.get(former) === conversation) {
                this.#byKey.delete(former);
            }
            this.#byKey.set(room, conversation);
            this.dispatchEvent(new CustomEvent("room", { detail: { account, room } }));
        });
    }

    /** Records the room of a conversation of two, whether this page holds the conversation or only keeps a draft for it. */
    #enterRoom(entry) {
        const { account, room } = entry;
        const conversation = this.#find(entry);
        if (conversation === undefined) {
            this.dispatchEvent(new CustomEvent("room", { detail: { account, room } }));
        } else {
            conversation.epoch ??= entry.epoch;
            conversation.enter(room);
        }
    }
}
