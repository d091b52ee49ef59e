/**
 * Counts the attempts in a row that opened no socket, and finds out why.
 * @module
 */
import { diagnose, stuckConnecting } from "./diagnosis.js";

const DIAGNOSE_FROM = 2; // attempts: one may fail for no reason that lasts

/** @typedef {import("./diagnosis.js").Finding} Finding */

/** The failures since the last socket that opened. */
export class ConnectFailures {
    #env;
    #url;
    #count = 0;
    #diagnosing = false;
    #finding = null;

    /**
     * @param {ReturnType<typeof import("./environment.js").browser>} env
     * @param {string} url of the socket
     */
    constructor(env, url) {
        this.#env = env;
        this.#url = url;
    }

    /** @returns {Finding|null} why the socket cannot be opened, as far as it is known */
    get finding() {
        return this.#finding;
    }

    /** A socket has opened, or the person starts anew. */
    reset() {
        this.#count = 0;
        this.#finding = null;
    }

    /** An attempt has failed. */
    add() {
        this.#count++;
    }

    /** An attempt stayed in CONNECTING. @param {number} ms for how long */
    addStuck(ms) {
        this.#finding = stuckConnecting(ms);
    }

    /**
     * Finds the cause by plain HTTP, from the second failure on.
     *
     * @param {number} [stuckMs] how long the attempt stayed in CONNECTING, where it did
     * @returns {Promise<Finding|null>} null where it is too early, a search is under way, or a socket opened meanwhile
     */
    async findCause(stuckMs) {
        if (this.#count < DIAGNOSE_FROM || this.#diagnosing) {
            return null;
        }
        this.#diagnosing = true;
        const { fetch, location: { origin }, onLine } = this.#env;
        const found = await diagnose({ url: this.#url, stuckMs, fetch, origin, onLine });
        this.#diagnosing = false;
        if (this.#count === 0) {
            return null;
        }
        this.#finding = found;
        return found;
    }
}
