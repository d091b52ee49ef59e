/**
 * When to try again.
 * @module
 */

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 30_000;
const STEADY_AFTER_MS = 10_000;

/** Full jitter: within 1 s at first, doubling to 30 s, so that a crowd that lost its server comes back one by one. */
export class Backoff {
    #failures = 0;
    #notBefore = 0;
    #env;

    /** @param {{now: () => number, random: () => number}} env clock in ms, and a number from 0 up to 1 */
    constructor(env) {
        this.#env = env;
    }

    /** Starts anew, as after the person asked for it. */
    reset() {
        this.#failures = 0;
        this.#notBefore = 0;
    }

    /**
     * A connection ended. One that held makes the next delay short again; one that is accepted and cut at once does
     * not, or a server at fault would be asked every second for ever.
     *
     * @param {number} heldMs how long it was open
     */
    ended(heldMs) {
        if (heldMs >= STEADY_AFTER_MS) {
            this.#failures = 0;
        }
    }

    /** @param {number} ms the server asked to be left alone for that long */
    pause(ms) {
        this.#notBefore = Math.max(this.#notBefore, this.#env.now() + ms);
    }

    /** @returns {boolean} whether the server asked for a pause that still lasts */
    get paused() {
        return this.#env.now() < this.#notBefore;
    }

    /** @returns {number} ms until the next attempt; each call counts as a failure */
    next() {
        const longest = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(this.#failures++, 10));
        return Math.round(Math.max(0, this.#notBefore - this.#env.now()) + this.#env.random() * longest);
    }
}
