/**
 * One conversation as this page holds it: its messages in the room's order without holes, and what is under way.
 * Knows no document and no socket; PROTOCOL.md's promises 3 to 5 are kept here.
 * @module
 */
import { newCid } from "./frames.js";

const PAGE = 50;
const CATCH_UP_PAGE = 200;

/**
 * @typedef {object} Message
 * @property {number} id
 * @property {number} seq
 * @property {{id: number, displayName: string}} sender
 * @property {string} message
 * @property {string} sentAt
 * @property {string} [cid] to the sender's own sockets only
 */

/**
 * @typedef {object} Pending a message of mine that is not in the room's order yet
 * @property {string} cid
 * @property {string} text
 * @property {number} at ms since 1970
 * @property {"pending"|"sent"|"failed"} state `sent`: acknowledged, its own frame is still to come
 * @property {string} [reason] why it failed, in words
 * @property {number} [id] once acknowledged, and so is
 * @property {number} [seq]
 */

/**
 * Dispatches `reset` (all messages are others now), `append` and `place` with `{message, pending}` (pending: the bubble
 * that it was until now, if any; `place`: it came out of turn), `prepend` with `{messages}`, `pending` with `{pending}`
 * (new or changed), `withdraw` with `{pending}` (shown twice otherwise), and `loading` (see {@link loading}).
 */
export class Conversation extends EventTarget {
    /** @type {Message[]} by seq */
    messages = [];
    /** @type {Map<string, Pending>} in the order in which they were written */
    pending = new Map();
    room = null;
    epoch = null;
    last = 0;
    more = false;
    loaded = false;
    failure = null;
    draft = "";
    #ids = new Set();
    #held = []; // live messages that came while others before them are being fetched
    #request = null; // "newest", "older" or "after": a page names no request, so one at a time
    #replaying = false;
    #ask;

    /**
     * @param {import("./roster.js").Person} person
     * @param {(frame: object) => boolean} ask sends a frame; false while there is no connection
     */
    constructor(person, ask) {
        super();
        this.person = person;
        this.#ask = ask;
    }

    /** @returns {"newest"|"older"|"after"|null} what is being fetched */
    get loading() {
        return this.#request;
    }

    /** Takes the messages that came with the page. */
    adopt(room, messages, more) {
        this.room = room;
        this.#replaceAll(messages, more, 0);
    }

    /** There is no room yet: nothing to load. */
    startEmpty() {
        if (this.room === null) {
            this.loaded = true;
        }
    }

    /** @returns {object|null} this room for `hello`; from then until `synced` or `reset` comes the rest without gaps */
    resumePoint() {
        this.#request = null; // its answer went with the connection
        this.#replaying = this.loaded && this.room !== null && this.epoch !== null;
        return this.#replaying ? { room: this.room, epoch: this.epoch, since: this.last } : null;
    }

    /** After `welcome`: fetches what its replay does not bring. `seq` is the room's, null where it was not told. */
    catchUp(seq) {
        if (this.#replaying || this.room === null) {
            return;
        }
        if (!this.loaded) {
            this.load();
        } else if (seq === null || seq > this.last) {
            this.#fetch("after", { after: this.last, limit: CATCH_UP_PAGE });
        }
    }

    /** Fetches the newest page, unless it is here. */
    load() {
        if (!this.loaded && this.room !== null) {
            this.#fetch("newest", { limit: PAGE });
        }
    }

    /** Fetches the page before the oldest message here. */
    loadOlder() {
        if (this.loaded && this.more && this.failure === null) {
            this.#fetch("older", { before: this.messages[0].seq, limit: PAGE });
        }
    }

    /** Tries again what could not be loaded. */
    retryLoading() {
        this.failure = null;
        this.load();
        this.loadOlder();
    }

    /** @param {Message} message live or replayed */
    hear(message) {
        if (!this.loaded) {
            this.#held.push(message); // the page that is on its way may be older than this
        } else if (this.#replaying) {
            this.#append(message); // states, not steps: numbers may be left out
        } else if (message.seq > this.last) {
            if (message.seq === this.last + 1 && this.#request !== "after") {
                this.#append(message);
            } else {
                this.#held.push(message);
                this.#fetch("after", { after: this.last, limit: CATCH_UP_PAGE });
            }
        }
    }

    /** @param {{messages: Message[], to: number, more: boolean}} page the answer to the request under way */
    page(page) {
        const request = this.#request;
        this.#request = null;
        this.failure = null;
        if (request === "newest") {
            this.#replaceAll(page.messages, page.more, page.to);
        } else if (request === "older") {
            const older = page.messages.filter(message => !this.#ids.has(message.id));
            older.forEach(message => this.#ids.add(message.id));
            this.messages.unshift(...older);
            this.more = page.more;
            this.#tell("prepend", { messages: older });
        } else if (request === "after") {
            page.messages.forEach(message => this.#append(message));
            this.last = Math.max(this.last, page.to ?? 0);
            if (page.more) {
                this.#fetch("after", { after: this.last, limit: CATCH_UP_PAGE });
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
            this.#drop();
            this.load();
        } else {
            this.last = Math.max(this.last, to);
            this.#applyHeld();
        }
    }

    /** @param {{epoch: string}} reset what is here is of another history */
    reset({ epoch }) {
        this.epoch = epoch;
        this.#replaying = false;
        this.#drop();
        this.load();
    }

    /** @param {string} sentence why the page asked for cannot come */
    fail(sentence) {
        this.#replaying = false;
        if (this.#request !== null) {
            this.#request = null;
            this.failure = sentence;
            this.#tell("loading");
        }
    }

    /** @returns {Pending} a new message of mine */
    write(text) {
        const pending = { cid: newCid(), text, at: Date.now(), state: "pending" };
        this.pending.set(pending.cid, pending);
        this.#tell("pending", { pending });
        return pending;
    }

    /** Changes the state of a pending message. */
    mark(pending, state, reason) {
        Object.assign(pending, { state, reason });
        this.#tell("pending", { pending });
    }

    /** @param {{cid: string, id: number, seq: number, room: number}} ack committed; it is placed by its own frame */
    acknowledge(ack) {
        const pending = this.pending.get(ack.cid);
        this.room ??= ack.room;
        if (pending !== undefined && this.#ids.has(ack.id)) { // by a page, which names no cid
            this.pending.delete(ack.cid);
            this.#tell("withdraw", { pending });
        } else if (pending !== undefined) {
            pending.id = ack.id;
            pending.seq = ack.seq;
            this.mark(pending, "sent");
        }
    }

    #append(message) {
        this.last = Math.max(this.last, message.seq);
        const tooOld = this.more && message.seq < this.messages[0]?.seq; // comes with its page, on scrolling up
        if (tooOld || this.#ids.has(message.id)) {
            return;
        }
        this.#ids.add(message.id);
        const inOrder = message.seq > (this.messages.at(-1)?.seq ?? 0);
        const at = inOrder ? this.messages.length : this.messages.findIndex(({ seq }) => seq > message.seq);
        this.messages.splice(at, 0, message);
        this.#tell(inOrder ? "append" : "place", { message, pending: this.#settle(message) });
    }

    /** @returns {Pending|undefined} the pending message that has become this one */
    #settle(message) {
        const found = this.pending.get(message.cid)
            ?? [...this.pending.values()].find(({ id }) => id === message.id);
        this.pending.delete(found?.cid);
        return found;
    }

    #replaceAll(messages, more, to) {
        this.messages = [...messages];
        this.#ids = new Set(messages.map(({ id }) => id));
        this.last = Math.max(to ?? 0, messages.at(-1)?.seq ?? 0);
        this.more = more;
        this.loaded = true;
        messages.forEach(message => this.#settle(message));
        for (const { cid, seq } of [...this.pending.values()]) {
            if (seq <= this.last) { // acknowledged, and yet not in this history: it went with a restore
                this.pending.delete(cid);
            }
        }
        this.#tell("reset");
    }

    #drop() {
        this.messages = [];
        this.#ids.clear();
        this.last = 0;
        this.more = false;
        this.loaded = false;
        this.#tell("reset");
    }

    #applyHeld() {
        const held = this.#held.sort((one, other) => one.seq - other.seq);
        this.#held = [];
        held.forEach(message => this.hear(message));
    }

    #fetch(request, range) {
        if (this.#request === null && this.#ask({ type: "history", room: this.room, ...range })) {
            this.#request = request;
            this.#tell("loading");
        }
    }

    #tell(type, detail = {}) {
        this.dispatchEvent(new CustomEvent(type, { detail }));
    }
}
