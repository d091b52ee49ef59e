/**
 * One conversation as this page holds it: its messages in the room's order without holes, and what is under way.
 * Knows no document and no socket; PROTOCOL.md's promises 3 to 5 are kept here.
 * @module
 */
import { PendingChanges } from "./pending-changes.js";
import { HistoryRequest } from "./history-request.js";
import { PendingMessages } from "./pending-messages.js";
import { RoomHistory } from "./room-history.js";

/** @typedef {import("./room-history.js").Message} Message */

/**
 * Dispatches `reset` (all messages are others now), `append` and `place` with `{message, pending}` (pending: the bubble
 * that it was until now, if any; `place`: it came out of turn), `prepend` with `{messages}`, `change` with `{ids}`
 * (these messages are to be shown otherwise: see {@link shown}), `pending` with `{pending}` (new or changed), `withdraw`
 * with `{pending}` (no bubble of its own any more), `loading` (see {@link loading}), and `reach` when that has grown.
 */
export class Conversation extends EventTarget {
    /** What is under way, in the order in which it was written. */
    pending = new PendingMessages((type, pending) => this.#tell(type, { pending }));
    /** What the reader has changed in messages and is not confirmed yet. */
    changes = new PendingChanges((_, { change }) => this.#tell("change", { ids: [change.id] }));
    /** Up to which number the other has received and read the room. */
    reach = { received: 0, read: 0 };
    room = null;
    epoch = null;
    loaded = false;
    /** What is here began with a page that the server gave, and not with a message that came before one was fetched. */
    whole = false;
    #history = new RoomHistory();
    #held = []; // live frames that came while others before them are being fetched
    #request;
    #replaying = false;
    #self;

    /**
     * @param {import("./roster.js").Person} person
     * @param {(frame: object) => boolean} ask sends a frame; false while there is no connection
     * @param {number} self the reader's account id
     */
    constructor(person, ask, self) {
        super();
        this.person = person;
        this.#self = self;
        this.#request = new HistoryRequest(ask, () => this.#tell("loading"));
    }

    /** @returns {Message[]} by seq */
    get messages() {
        return this.#history.messages;
    }

    /** @returns {number} up to which number nothing is missing */
    get last() {
        return this.#history.last;
    }

    /** @returns {boolean} whether there are older messages */
    get more() {
        return this.#history.more;
    }

    /** @returns {"newest"|"older"|"after"|null} what is being fetched */
    get loading() {
        return this.#request.loading;
    }

    /** @returns {string|null} why the page asked for cannot come */
    get failure() {
        return this.#request.failure;
    }

    /** @returns {Message|undefined} the message with this id as its reader sees it: with what he has changed */
    shown(id) {
        const message = this.#history.get(id);
        return message && this.changes.shown(message, this.#self);
    }

    /** Takes the messages that came with the page. */
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

    /** Takes the page that this browser kept; the rest is fetched from the server. */
    restore({ epoch, messages, last, more, whole = false }) {
        this.epoch = epoch;
        this.whole = whole;
        this.#replaceAll(messages, more, last);
        this.#applyHeld();
    }

    /** @returns {object|null} this room for `hello`; from then until `synced` or `reset` comes the rest without gaps */
    resumePoint() {
        this.#request.settle(); // its answer went with the connection
        this.#replaying = this.loaded && this.room !== null && this.epoch !== null;
        return this.#replaying ? { room: this.room, epoch: this.epoch, since: this.last } : null;
    }

    /** After `welcome`: fetches what its replay does not bring. `seq` is the room's, null where it was not told. */
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

    /** Fetches the page before the oldest message here; a larger one where one is looked for in it. */
    loadOlder(limit = null) {
        if (this.loaded && this.more && this.loading === null && this.failure === null) {
            this.#history.expectOlder();
            this.#request.older(this.room, this.messages[0].seq, limit);
        }
    }

    /** @returns {boolean} false where it is not further up; else what is older is fetched, as soon as that is possible */
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

    /** @param {Message|{seq: number, state: Message}} frame a message, live or replayed, or a live change of one */
    hear(frame) {
        if (!this.loaded) {
            this.#held.push(frame); // the page that is on its way may be older than this
            this.load();
        } else if (this.#replaying) {
            this.#apply(frame); // states, not steps: numbers may be left out
        } else if (frame.seq > this.last) {
            if (frame.seq === this.last + 1 && this.loading !== "after") {
                this.#apply(frame);
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
            page.messages.forEach(message => this.#withdrawOwn(message));
            this.#tell("prepend", { messages: this.#history.prepend(page.messages, page.more) });
            if (page.more && page.messages[0]?.seq > this.#request.wanted) {
                this.loadOlder();
                return;
            }
            this.#request.wanted = Infinity;
        } else if (request === "after") {
            page.messages.forEach(message => this.#append(message));
            this.#completeUpTo(page.to ?? 0);
            if (page.more) {
                this.#request.after(this.room, this.last);
                return;
            }
        }
        this.#applyHeld();
        this.#tell("loading");
    }

    /** @param {{to: number, more?: boolean}} synced the replay ended */
    synced({ to, more }) {
        this.#replaying = false;
        if (more) { // more than a replay brings: the newest page, and the rest on scrolling up
            this.#loadAnew();
        } else {
            this.#completeUpTo(to);
            this.#applyHeld();
        }
    }

    /** @param {{epoch: string}} reset what is here is of another history */
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
        this.pending.acknowledge(ack, this.#history.has(ack.id));
        this.changes.acknowledge(ack, this.last);
    }

    /** The other has received and read more. */
    reached(reach) {
        this.reach = reach;
        this.#tell("reach");
    }

    #apply(frame) {
        if (frame.state === undefined) {
            this.#append(frame);
        } else { // a change takes the room's next number, as a message does
            this.#update(frame.state);
            this.#completeUpTo(frame.seq);
        }
    }

    #completeUpTo(seq) {
        this.#history.last = Math.max(this.last, seq);
        this.changes.settleUpTo(this.last);
    }

    /** Something later is said of a message; one that is not here comes with its page. */
    #update(state) {
        const ids = this.#history.update(state);
        if (ids.length > 0) {
            this.#tell("change", { ids });
        }
    }

    #append(message) {
        const how = this.#history.add(message);
        if (how !== null) {
            this.#tell(how, { message, pending: this.pending.settle(message) });
        }
        this.#update(message);
    }

    #replaceAll(messages, more, to) {
        this.#history.replace(messages, more, to);
        this.loaded = true;
        messages.forEach(message => this.pending.settle(message));
        this.pending.dropUpTo(this.last);
        this.changes.settleUpTo(this.last);
        this.#tell("reset");
    }

    /** A bubble of mine that was waiting beneath turns out to be further up. */
    #withdrawOwn(message) {
        const pending = this.pending.settle(message);
        if (pending !== undefined) {
            this.#tell("withdraw", { pending });
        }
    }

    #loadAnew() {
        this.#history.replace([], false);
        this.loaded = false;
        this.#tell("reset");
        this.load();
    }

    #applyHeld() {
        const held = this.#held.sort((one, other) => one.seq - other.seq);
        this.#held = [];
        held.forEach(frame => this.hear(frame));
    }

    #tell(type, detail = {}) {
        this.dispatchEvent(new CustomEvent(type, { detail }));
    }
}
