/**
 * Computes the delay before the next connection attempt.
 * @module
 */

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 30_000;
const STEADY_AFTER_MS = 10_000;

/**
 * Exponential backoff with full jitter: up to 1 s at first, doubling up to 30 s, so that clients do not all reconnect at
 * once.
 */
export class Backoff {
    #failures = 0;
    #notBefore = 0;
    #env;

    /** @param {{now: () => number, random: () => number}} env clock in ms, and a number from 0 up to 1 */
    constructor(env) {
        this.#env = env;
    }

    /** Resets the delay, for example when the person asks for a reconnect. */
    reset() {
        this.#failures = 0;
        this.#notBefore = 0;
    }

    /**
     * Records the end of a connection. Resets the delay only if the connection lasted: a faulty server that accepts and
     * closes at once would otherwise get an attempt every second.
     *
     * @param {number} heldMs how long the connection was open
     */
    ended(heldMs) {
        if (heldMs >= STEADY_AFTER_MS) {
            this.#failures = 0;
        }
    }

    /** Makes the next attempt wait for a pause that the server has requested. @param {number} ms */
    pause(ms) {
        this.#notBefore = Math.max(this.#notBefore, this.#env.now() + ms);
    }

    /** @returns {boolean} whether a requested pause has not ended */
    get paused() {
        return this.#env.now() < this.#notBefore;
    }

    /** @returns {number} ms until the next attempt; each call counts as a failure */
    next() {
        const longest = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(this.#failures++, 10));
        return Math.round(Math.max(0, this.#notBefore - this.#env.now()) + this.#env.random() * longest);
    }
}
