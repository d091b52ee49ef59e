/**
 * The request for a page of a room's history. One at a time: neither a page nor an error names its request.
 * @module
 */

const PAGE = 50;
const LARGEST_PAGE = 200;
const PAUSE_MS = 1_000; // at least: where the error was of another frame, the page is here by then

/** Remembers the request until its page comes, also while it has failed. */
export class HistoryRequest {
    /** Older messages are fetched until this number is among them. */
    wanted = Infinity;
    /** Why it cannot come, in words; null where it may. */
    failure = null;
    #ask;
    #changed;
    #what = null;
    #range;
    #timer;

    /**
     * @param {(frame: object) => boolean} ask sends a frame; false while there is no connection
     * @param {() => void} changed called when something else is under way, or cannot come
     */
    constructor(ask, changed) {
        this.#ask = ask;
        this.#changed = changed;
    }

    /** @returns {"newest"|"older"|"after"|null} what is being fetched */
    get loading() {
        return this.failure === null ? this.#what : null;
    }

    /** Asks for the newest page, unless another is under way. */
    newest(room) {
        this.#send("newest", { room, limit: PAGE });
    }

    /** Asks for what came after a number, unless another page is under way. */
    after(room, after) {
        this.#send("after", { room, after, limit: LARGEST_PAGE });
    }

    /** Asks for what came before a number, unless another page is under way; for more where one is looked for in it. */
    older(room, before, limit) {
        this.#send("older", { room, before, limit: limit ?? (before - this.wanted > PAGE ? LARGEST_PAGE : PAGE) });
    }

    /** Asks again for the same. */
    repeat() {
        const what = this.settle();
        if (what !== null) {
            this.#send(what, this.#range);
        }
    }

    /** It has been answered, or was lost with the connection. @returns {string|null} what it was */
    settle() {
        const what = this.#what;
        clearTimeout(this.#timer);
        this.#what = null;
        this.failure = null;
        return what;
    }

    /**
     * An error that may be of this request, or of another frame.
     *
     * @param {{retryAfterMs?: number}} error
     * @param {string} sentence why
     * @param {() => void} again called after the pause that the server wants, unless the page is here by then
     */
    refuse({ retryAfterMs }, sentence, again) {
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
