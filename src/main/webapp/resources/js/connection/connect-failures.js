/**
 * Counts consecutive failed connection attempts and finds their cause.
 * @module
 */
import { diagnose, stuckConnecting } from "./diagnosis.js";

const DIAGNOSE_FROM = 2; // attempts; a single failure is often transient

/** @typedef {import("./diagnosis.js").Finding} Finding */

/** The failures since the last successful connection. */
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

    /** @returns {Finding|null} the known cause of the failures */
    get finding() {
        return this.#finding;
    }

    /** Resets the count: a socket has opened, or the person reconnects. */
    reset() {
        this.#count = 0;
        this.#finding = null;
    }

    /** Counts a failed attempt. */
    add() {
        this.#count++;
    }

    /**
     * Records as the cause that an attempt stayed in CONNECTING.
     *
     * @param {number} ms how long it stayed
     */
    addStuck(ms) {
        this.#finding = stuckConnecting(ms);
    }

    /**
     * Finds the cause by plain HTTP requests, from the second failure on.
     *
     * @param {number} [stuckMs] how long the attempt stayed in CONNECTING, if it did
     * @returns {Promise<Finding|null>} null after the first failure, during another search, or if a socket has opened
     *     meanwhile
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
