/**
 * The request for a page of a room's history. Only one runs at a time, since neither a page nor an error names its request.
 * @module
 */

const PAGE = 50;
const LARGEST_PAGE = 200;
const PAUSE_MS = 1_000; // shortest pause before a retry: if the error answered another frame, the page arrives meanwhile

/** Keeps the request until its page arrives, even after a failure. */
export class HistoryRequest {
    /** Sequence number of a message to find: older pages are fetched until the message is loaded. */
    wanted = Infinity;
    /** The reason of a failure, for the reader; null if there is none. */
    failure = null;
    #ask;
    #changed;
    #what = null;
    #range;
    #timer;

    /**
     * @param {(frame: object) => boolean} ask sends a frame; returns false without a connection
     * @param {() => void} changed called when another request runs, or the request has failed
     */
    constructor(ask, changed) {
        this.#ask = ask;
        this.#changed = changed;
    }

    /** @returns {"newest"|"older"|"after"|"around"|null} the running request */
    get loading() {
        return this.failure === null ? this.#what : null;
    }

    /** Requests the newest page, unless a request is running. */
    newest(room) {
        this.#send("newest", { room, limit: PAGE });
    }

    /** Requests the messages after a sequence number, unless a request is running. */
    after(room, after) {
        this.#send("after", { room, after, limit: LARGEST_PAGE });
    }

    /**
     * Requests the messages before a sequence number, unless a request is running. The page is large if a message to find
     * is far away.
     */
    older(room, before, limit) {
        this.#send("older", { room, before, limit: limit ?? (before - this.wanted > PAGE ? LARGEST_PAGE : PAGE) });
    }

    /** Requests the messages around a sequence number, unless a request is running. */
    around(room, seq) {
        this.#send("around", { room, before: seq + PAGE / 2, limit: PAGE });
    }

    /** Repeats the last request. */
    repeat() {
        const what = this.settle();
        if (what !== null) {
            this.#send(what, this.#range);
        }
    }

    /**
     * Ends the request: it was answered, or lost with the connection.
     *
     * @returns {string|null} the request that ended
     */
    settle() {
        const what = this.#what;
        clearTimeout(this.#timer);
        this.#what = null;
        this.failure = null;
        return what;
    }

    /**
     * Handles an error that may answer this request or another frame.
     *
     * @param {{retryAfterMs?: number}} error
     * @param {string} sentence the reason, for the reader
     * @param {() => void} again called after the pause that the server demands, unless the page has arrived
     */
    fail({ retryAfterMs }, sentence, again) {
        if (this.loading === null) {
            return;
        }
        clearTimeout(this.#timer);
        if (retryAfterMs !== undefined) {
            this.#timer = setTimeout(again, Math.max(PAUSE_MS, retryAfterMs));
        } else {
            this.failure = sentence;
            this.#changed();
        }
    }

    #send(what, range) {
        if (this.loading === null && this.#ask({ type: "history", ...range })) {
            this.settle();
            this.#what = what;
            this.#range = range;
            this.#changed();
        }
    }
}
