/**
 * One conversation as this page holds it. Keeps the timeline free of gaps: fetches missing messages and buffers frames
 * meanwhile. Implements what `docs/protocol.md` says about order and gaps. Uses no document and no socket.
 * @module
 */
import { ConversationContent } from "./conversation-content.js";
import { HistoryRequest } from "./history-request.js";

/** @typedef {import("./room-history.js").Message} Message */

const FAR = 400; // sequence numbers; what is further up than two large pages is shown with its surroundings alone

/** Has messages without a gap between them. Dispatches the events of {@link ConversationContent}. */
export class Conversation extends ConversationContent {
    epoch = null;
    loaded = false;
    /** Whether the messages came from a page of the server, and not only from live frames. */
    whole = false;
    /** Whether the room has newer messages that are not loaded, since a message far up is shown with its surroundings. */
    newer = false;
    #held = []; // live frames, buffered while earlier ones are being fetched
    #request;
    #replaying = false;
    #sought = null; // sequence number around which a page was requested
    #around = null; // that of the page that was loaded: a change may have it, and no message

    /**
     * @param {object} of as for {@link ConversationContent}
     * @param {(frame: object) => boolean} ask sends a frame; returns false without a connection
     * @param {number} self the reader's account id
     */
    constructor(of, ask, self) {
        super(of, self);
        this.#request = new HistoryRequest(ask, () => this.dispatch("loading"));
    }

    /** @returns {"newest"|"older"|"after"|"around"|null} what is being fetched */
    get loading() {
        return this.#request.loading;
    }

    /** @returns {string|null} why the requested page cannot be loaded */
    get failure() {
        return this.#request.failure;
    }

    /** Fills the conversation with the messages that the server wrote into the page. */
    adopt(room, messages, more) {
        if (room !== null) {
            this.enter(room);
        }
        this.whole = true;
        this.#replaceAll(messages, more, 0);
    }

    /** Marks the conversation as loaded if it has no room yet. */
    startEmpty() {
        if (this.room === null) {
            this.loaded = true;
        }
    }

    /** Fills the conversation with its cached page; newer messages are fetched from the server. */
    restore({ epoch, messages, last, more, whole = false }) {
        this.epoch = epoch;
        this.whole = whole;
        this.#replaceAll(messages, more, last);
        this.#applyHeld();
    }

    /** @returns {object|null} the cursor of this room for `hello`, which asks the server for a replay; null for no replay */
    resumePoint() {
        this.#request.settle(); // the answer is lost with the connection
        this.#replaying = this.loaded && !this.newer && this.room !== null && this.epoch !== null;
        return this.#replaying ? { room: this.room, epoch: this.epoch, since: this.last } : null;
    }

    /**
     * Fetches after a `welcome` what no replay brings. `seq` is the room's last sequence number, null if `welcome` does not
     * list the room.
     */
    catchUp(seq) {
        if (this.#replaying || this.room === null) {
            return;
        }
        this.load();
        if (this.newer) { // what is shown may have changed
            this.#request.after(this.room, this.messages[0].seq - 1);
        } else if (this.loaded && (seq === null || seq > this.last)) {
            this.#request.after(this.room, this.last);
        }
    }

    /** Fetches the newest page, unless it is loaded. */
    load() {
        if (!this.loaded && this.room !== null) {
            this.#request.newest(this.room);
        }
    }

    /** Fetches the page before the oldest loaded message. A search for a message passes its own `limit`. */
    loadOlder(limit = null) {
        if (this.loaded && this.more && this.loading === null && this.failure === null) {
            this.timeline.expectOlder();
            this.#request.older(this.room, this.messages[0].seq, limit);
        }
    }

    /** Fetches the page after the newest loaded message, if that is not the newest of the room. */
    loadNewer() {
        if (this.newer && this.loading === null && this.failure === null) {
            this.#request.after(this.room, this.last);
        }
    }

    /** Returns to the newest messages, if others are shown. */
    loadNewest() {
        if (this.newer) {
            this.#request.settle();
            this.#loadAnew();
        }
    }

    /**
     * @returns {boolean} whether a message is not among the loaded ones. If so, fetches older pages until it is, or the page around it
     *     if it is far away
     */
    loadBackTo(seq) {
        const first = this.messages[0]?.seq;
        const further = this.more && seq < first;
        const isFar = (further && first - seq > FAR) || (this.newer && seq > this.last);
        if (isFar && seq !== this.#around) {
            this.#sought = seq;
            this.#request.around(this.room, seq);
            return true;
        }
        if (further) {
            this.#request.wanted = seq;
            this.loadOlder();
        }
        return further;
    }

    /** Repeats the failed request. */
    retryLoading() {
        if (this.loaded) {
            this.#request.repeat();
        } else { // the messages that the request continued may have been dropped
            this.#request.settle();
            this.load();
        }
    }

    /** Applies or buffers a frame. @param {Message|{seq: number, state: Message}} frame a message, or a change of one */
    receive(frame) {
        if (!this.loaded) {
            this.#held.push(frame); // the requested page may be older than this frame
            this.load();
        } else if (this.newer) {
            this.#receiveBeyond(frame);
        } else if (this.#replaying) {
            this.timeline.apply(frame); // a replay sends the latest states, without the numbers of earlier changes
        } else if (frame.seq > this.last) {
            if (frame.seq === this.last + 1 && this.loading !== "after") {
                this.timeline.apply(frame);
            } else {
                this.#held.push(frame);
                this.#request.after(this.room, this.last);
            }
        }
    }

    /** What comes behind the loaded messages is fetched when the reader gets there. */
    #receiveBeyond(frame) {
        if (frame.state !== undefined) {
            this.timeline.change(frame.state);
        }
        if (this.loading === "after") {
            this.#held.push(frame); // the requested page may end before this frame
        }
    }

    /**
     * Applies a page of history.
     *
     * @param {{messages: Message[], to: number, more: boolean}} page the answer to the last request
     */
    page(page) {
        const request = this.#request.settle();
        if (!this.loaded && request !== "newest") { // the messages that the page continues were dropped
            this.load();
            return;
        }
        if (request === "newest") {
            this.whole = true;
            this.#replaceAll(page.messages, page.more, page.to);
        } else if (request === "older") {
            this.whole = true;
            this.timeline.prepend(page);
            if (page.more && page.messages[0]?.seq > this.#request.wanted) {
                this.loadOlder();
                return;
            }
            this.#request.wanted = Infinity;
        } else if (request === "around") {
            this.whole = this.newer = true;
            this.#around = this.#sought;
            this.#replaying = false;
            this.#replaceAll(page.messages, page.more, 0);
        } else if (request === "after") {
            page.messages.forEach(message => this.timeline.append(message));
            this.timeline.completeUpTo(page.to ?? 0);
            if (page.more && (!this.newer || page.to < this.last)) {
                this.#request.after(this.room, this.newer ? page.to : this.last);
                return;
            }
            this.newer &&= page.more;
        }
        this.#applyHeld();
        this.dispatch("loading");
    }

    /** Ends the replay. @param {{to: number, more?: boolean}} synced */
    synced({ to, more }) {
        if (this.newer) {
            this.#replaying = false; // it was for the messages that are not shown any more
        } else if (more) { // the replay reached its limit: load the newest page, and older ones on scrolling up
            this.#loadAnew();
        } else {
            this.#replaying = false;
            this.timeline.completeUpTo(to);
            this.#applyHeld();
        }
    }

    /** Loads the room again, which has another history, for example after a restore. @param {{epoch: string}} reset */
    reset({ epoch }) {
        this.epoch = epoch;
        this.#loadAnew();
    }

    /** Drops the messages, since the reader has left the room; pending ones stay. @param {string} sentence the reason, for the reader */
    leave(sentence) {
        this.epoch = null;
        this.#held = [];
        this.#request.fail({}, sentence); // a page that is under way will not come
        this.#drop();
    }

    /**
     * Handles an error. The error names the room but not the request: a page, a receipt or `hello` may have caused it.
     *
     * @param {{code: string, retryAfterMs?: number}} error
     * @param {string} sentence the reason, for the reader
     */
    fail(error, sentence) {
        if (error.code === "room_not_found") {
            this.#replaying = false; // the server sends no replay for this room
        }
        this.#request.fail(error, sentence, () => this.retryLoading());
    }

    #replaceAll(messages, more, to) {
        this.loaded = true;
        this.timeline.replace(messages, more, to);
    }

    #loadAnew() {
        this.#drop();
        this.load();
    }

    #drop() {
        this.loaded = this.newer = false;
        this.#around = null;
        this.#replaying = false;
        this.timeline.clear();
    }

    #applyHeld() {
        const held = this.#held.sort((one, other) => one.seq - other.seq);
        this.#held = [];
        held.forEach(frame => this.receive(frame));
    }
}
