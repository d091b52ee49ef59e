/**
 * What a conversation is and shows: with whom or in which room it is, its messages, and how far others have read. Fetches nothing. Uses no
 * document and no socket.
 * @module
 */
import { keyOf } from "../store/conversation-key.js";
import { Timeline } from "./timeline.js";

/** @typedef {import("./room-history.js").Message} Message */

/**
 * Dispatches these events:
 * - `reset`: all messages are new;
 * - `append` and `place` with `{message, pending}`: a message was added at the end, or between others; `pending` is the
 *   reader's pending message that it replaces, if any;
 * - `prepend` with `{messages}`: older messages were added;
 * - `change` with `{ids}`: these messages look different, see {@link shown};
 * - `pending` with `{pending}`: a pending message is new or has changed;
 * - `withdraw` with `{pending}`: a message is no longer pending;
 * - `loading`: {@link loading} or {@link failure} has changed;
 * - `reach`: {@link reach} has changed;
 * - `room` with `{former}`: the conversation has a room, or another one; `former` is its former key.
 */
export class ConversationContent extends EventTarget {
    /** How far other members have received and read the room. @type {import("./roster-entry.js").Reach[]} */
    reach = [];
    /** The messages, which {@link Conversation} alone changes. @type {Timeline} */
    timeline;

    /**
     * @param {object} of
     * @param {number|null} of.account account id of the other person, null for a room of several
     * @param {number|null} [of.room] null while a conversation of two has no room
     * @param {string|null} [of.title] title of a room of several
     * @param {number} self the reader's account id
     */
    constructor({ account, room = null, title = null }, self) {
        super();
        this.account = account;
        this.room = room;
        this.title = title;
        this.timeline = new Timeline(self, (type, detail) => this.dispatch(type, detail));
    }

    /** @returns {import("./pending-messages.js").PendingMessages} the reader's messages without a sequence number */
    get pending() {
        return this.timeline.pending;
    }

    /** @returns {import("./pending-changes.js").PendingChanges} the reader's changes that are not confirmed yet */
    get changes() {
        return this.timeline.changes;
    }

    /** @returns {Message[]} the loaded messages, by sequence number */
    get messages() {
        return this.timeline.messages;
    }

    /** @returns {number} the sequence number up to which nothing is missing */
    get last() {
        return this.timeline.last;
    }

    /** @returns {boolean} whether the room has older messages that are not loaded */
    get more() {
        return this.timeline.more;
    }

    /** @returns {Message|undefined} the message with this id, with the reader's unconfirmed changes */
    shown(id) {
        return this.timeline.shown(id);
    }

    /** Records the room of the conversation, which its first message has made. */
    enter(room) {
        const former = keyOf(this);
        if (room !== former) {
            this.room = room;
            this.dispatch("room", { former });
        }
    }

    /**
     * Marks a pending message or change as committed.
     *
     * @param {{cid: string, id: number, seq: number, room: number}} ack of a committed message; its frame `message`
     *     adds it to the timeline
     */
    acknowledge(ack) {
        if (this.room === null) {
            this.enter(ack.room);
        }
        this.timeline.acknowledge(ack);
    }

    /** Records how far other members have received and read. */
    reached(reach) {
        this.reach = reach;
        this.dispatch("reach");
    }

    /** Dispatches an event with a detail. */
    dispatch(type, detail = {}) {
        this.dispatchEvent(new CustomEvent(type, { detail }));
    }
}
