/**
 * One conversation as this page holds it: keeps its timeline free of gaps, by what it fetches, holds back and applies.
 * Knows no document and no socket; what `docs/protocol.md` promises about order and gaps is kept here.
 * @module
 */
import { HistoryRequest } from "./history-request.js";
import { Timeline } from "./timeline.js";

/** @typedef {import("./room-history.js").Message} Message */

/**
 * Dispatches `reset` (all messages are new), `append` and `place` with `{message, pending}` (pending: the reader's pending message
 * that it was until now, if any; `place`: it belongs between others), `prepend` with `{messages}`, `change` with `{ids}`
 * (these messages look different now: see {@link shown}), `pending` with `{pending}` (new or changed), `withdraw`
 * with `{pending}` (it is not pending any more), `loading` (see {@link loading}), and `reach` when that has grown.
 */
export class Conversation extends EventTarget {
    /** Up to which number the other has received and read the room. */
    reach = { received: 0, read: 0 };
    room = null;
    epoch = null;
    loaded = false;
    /** What is here began with a page that the server gave, and not with a message that came before one was fetched. */
    whole = false;
    #timeline;
    #held = []; // live frames that came while others before them are being fetched
    #request;
    #replaying = false;

    /**
     * @param {import("./roster-entry.js").Person} person
     * @param {(frame: object) => boolean} ask sends a frame; false while there is no connection
     * @param {number} self the reader's account id
     */
    constructor(person, ask, self) {
        super();
        this.person = person;
        this.#timeline = new Timeline(self, (type, detail) => this.#dispatch(type, detail));
        this.#request = new HistoryRequest(ask, () => this.#dispatch("loading"));
    }

    /** @returns {import("./pending-messages.js").PendingMessages} the reader's messages without a place in the room's order */
    get pending() {
        return this.#timeline.pending;
    }

    /** @returns {import("./pending-changes.js").PendingChanges} the reader's changes that are not confirmed yet */
    get changes() {
        return this.#timeline.changes;
    }

    /** @returns {Message[]} by sequence number */
    get messages() {
        return this.#timeline.messages;
    }

    /** @returns {number} the sequence number up to which nothing is missing */
    get last() {
        return this.#timeline.last;
    }

    /** @returns {boolean} whether there are older messages */
    get more() {
        return this.#timeline.more;
    }

    /** @returns {"newest"|"older"|"after"|null} what is being fetched */
    get loading() {
        return this.#request.loading;
    }

    /** @returns {string|null} why the page asked for cannot come */
    get failure() {
        return this.#request.failure;
    }

    /** @returns {Message|undefined} the message with this id as its reader sees it */
    shown(id) {
        return this.#timeline.shown(id);
    }

    /** Holds the messages that came with the page. */
    adopt(room, messages, more) {
        this.room = room;
        this.whole = true;
        this.#replaceAll(messages, more, 0);
    }

    /** There is no room yet: nothing to load. */
    startEmpty() {
        if (this.room === null) {
            this.loaded = true;
        }
    }

    /** Holds the page that this browser has cached; the rest is fetched from the server. */
    restore({ epoch, messages, last, more, whole = false }) {
        this.epoch = epoch;
        this.whole = whole;
        this.#replaceAll(messages, more, last);
        this.#applyHeld();
    }

    /** @returns {object|null} this room for `hello`; from then until `synced` or `reset` comes the rest without gaps */
    resumePoint() {
        this.#request.settle(); // its answer was lost with the connection
        this.#replaying = this.loaded && this.room !== null && this.epoch !== null;
        return this.#replaying ? { room: this.room, epoch: this.epoch, since: this.last } : null;
    }

    /** After `welcome`: fetches what its replay does not bring. `seq` is the room's, null where `welcome` does not list it. */
    catchUp(seq) {
        if (this.#replaying || this.room === null) {
            return;
        }
        this.load();
        if (this.loaded && (seq === null || seq > this.last)) {
            this.#request.after(this.room, this.last);
        }
    }

    /** Fetches the newest page, unless it is here. */
    load() {
        if (!this.loaded && this.room !== null) {
            this.#request.newest(this.room);
        }
    }

    /** Fetches the page before the oldest message here; with a limit of its own where a message is searched for in it. */
    loadOlder(limit = null) {
        if (this.loaded && this.more && this.loading === null && this.failure === null) {
            this.#timeline.expectOlder();
            this.#request.older(this.room, this.messages[0].seq, limit);
        }
    }

    /** @returns {boolean} false where the number is not further up; else older pages are fetched until it is there */
    loadBackTo(seq) {
        const further = this.more && seq < this.messages[0]?.seq;
        if (further) {
            this.#request.wanted = seq;
            this.loadOlder();
        }
        return further;
    }

    /** Tries again what could not be loaded. */
    retryLoading() {
        if (this.loaded) {
            this.#request.repeat();
        } else { // what it continued may have been dropped
            this.#request.settle();
            this.load();
        }
    }

    /** @param {Message|{seq: number, state: Message}} frame a message, live or replayed, or a change of one */
    receive(frame) {
        if (!this.loaded) {
            this.#held.push(frame); // the page that is on its way may be older than this
            this.load();
        } else if (this.#replaying) {
            this.#timeline.apply(frame); // states, not steps: numbers may be left out
        } else if (frame.seq > this.last) {
            if (frame.seq === this.last + 1 && this.loading !== "after") {
                this.#timeline.apply(frame);
            } else {
                this.#held.push(frame);
                this.#request.after(this.room, this.last);
            }
        }
    }

    /** @param {{messages: Message[], to: number, more: boolean}} page the answer to the request under way */
    page(page) {
        const request = this.#request.settle();
        if (!this.loaded && request !== "newest") { // what it continues has been dropped
            this.load();
            return;
        }
        if (request === "newest") {
            this.whole = true;
            this.#replaceAll(page.messages, page.more, page.to);
        } else if (request === "older") {
            this.whole = true;
            this.#timeline.prepend(page);
            if (page.more && page.messages[0]?.seq > this.#request.wanted) {
                this.loadOlder();
                return;
            }
            this.#request.wanted = Infinity;
        } else if (request === "after") {
            page.messages.forEach(message => this.#timeline.append(message));
            this.#timeline.completeUpTo(page.to ?? 0);
            if (page.more) {
                this.#request.after(this.room, this.last);
                return;
            }
        }
        this.#applyHeld();
        this.#dispatch("loading");
    }

    /** @param {{to: number, more?: boolean}} synced the replay ended */
    synced({ to, more }) {
        this.#replaying = false;
        if (more) { // more than a replay brings: the newest page, and the rest on scrolling up
            this.#loadAnew();
        } else {
            this.#timeline.completeUpTo(to);
            this.#applyHeld();
        }
    }

    /** @param {{epoch: string}} reset the room has another history, as after a restored backup */
    reset({ epoch }) {
        this.epoch = epoch;
        this.#replaying = false;
        this.#loadAnew();
    }

    /**
     * An error names the room and not its request: it may be of a page, a receipt or `hello`.
     *
     * @param {{code: string, retryAfterMs?: number}} error
     * @param {string} sentence why
     */
    fail(error, sentence) {
        if (error.code === "room_not_found") {
            this.#replaying = false; // nor will it be
        }
        this.#request.refuse(error, sentence, () => this.retryLoading());
    }

    /** @param {{cid: string, id: number, seq: number, room: number}} ack committed; it is placed by its own frame */
    acknowledge(ack) {
        this.room ??= ack.room;
        this.#timeline.acknowledge(ack);
    }

    /** The other has received and read more. */
    reached(reach) {
        this.reach = reach;
        this.#dispatch("reach");
    }

    #replaceAll(messages, more, to) {
        this.loaded = true;
        this.#timeline.replace(messages, more, to);
    }

    #loadAnew() {
        this.loaded = false;
        this.#timeline.clear();
        this.load();
    }

    #applyHeld() {
        const held = this.#held.sort((one, other) => one.seq - other.seq);
        this.#held = [];
        held.forEach(frame => this.receive(frame));
    }

    #dispatch(type, detail = {}) {
        this.dispatchEvent(new CustomEvent(type, { detail }));
    }
}
