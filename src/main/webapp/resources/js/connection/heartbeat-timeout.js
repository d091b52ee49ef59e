/**
 * Notices that nothing arrives over a connection any more: a half-open link ends without an event.
 * @module
 */

const DEFAULT_TIMEOUT_MS = 55_000;

/** Measures the time since the last frame; the server sends one, a `ping` if need be, more often than the timeout. */
export class HeartbeatTimeout {
    #env;
    #onTimeout;
    #timeoutMs = DEFAULT_TIMEOUT_MS;
    #lastFrameAt = 0;
    #timer;

    /**
     * @param {ReturnType<typeof import("./environment.js").browser>} env
     * @param {() => void} onTimeout called once after each {@link start}, unless stopped
     */
    constructor(env, onTimeout) {
        this.#env = env;
        this.#onTimeout = onTimeout;
    }

    /** A connection has opened. */
    start() {
        this.frameArrived();
        this.check();
    }

    /** Starts the timeout anew; cheap, since the timer looks at the time of the last frame when it fires. */
    frameArrived() {
        this.#lastFrameAt = this.#env.now();
    }

    /** @param {{limits?: {deadAfterMs?: number}, heartbeatMs?: number}} welcome says after how long the connection counts as dead */
    configure({ limits, heartbeatMs }) {
        this.#timeoutMs = limits?.deadAfterMs || heartbeatMs * 2.2 || DEFAULT_TIMEOUT_MS;
        this.check();
    }

    /** Looks at the clock now: timers stand still in a sleeping tab. */
    check() {
        this.stop();
        const left = this.#lastFrameAt + this.#timeoutMs - this.#env.now();
        if (left > 0) {
            this.#timer = this.#env.setTimeout(() => this.check(), left);
        } else {
            this.#onTimeout();
        }
    }

    /** The connection has ended. */
    stop() {
        this.#env.clearTimeout(this.#timer);
    }
}
