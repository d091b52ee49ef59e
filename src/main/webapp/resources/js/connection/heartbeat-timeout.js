/**
 * Detects a half-open connection, which ends without an event: no frame arrives within the timeout.
 * @module
 */

const DEFAULT_TIMEOUT_MS = 55_000;

/** Measures the time since the last frame. The server sends frames, at least a `ping`, more often than the timeout. */
export class HeartbeatTimeout {
    #env;
    #onTimeout;
    #timeoutMs = DEFAULT_TIMEOUT_MS;
    #lastFrameAt = 0;
    #timer;

    /**
     * @param {ReturnType<typeof import("./environment.js").browser>} env
     * @param {() => void} onTimeout called at most once after each {@link start}
     */
    constructor(env, onTimeout) {
        this.#env = env;
        this.#onTimeout = onTimeout;
    }

    /** Starts when a connection has opened. */
    start() {
        this.frameArrived();
        this.check();
    }

    /** Restarts the timeout. Only stores the time, which the timer compares when it fires. */
    frameArrived() {
        this.#lastFrameAt = this.#env.now();
    }

    /** Sets the timeout. @param {{limits?: {deadAfterMs?: number}, heartbeatMs?: number}} welcome contains the timeout */
    configure({ limits, heartbeatMs }) {
        this.#timeoutMs = limits?.deadAfterMs || heartbeatMs * 2.2 || DEFAULT_TIMEOUT_MS;
        this.check();
    }

    /** Checks the timeout now, since timers of a sleeping tab do not run. */
    check() {
        this.stop();
        const left = this.#lastFrameAt + this.#timeoutMs - this.#env.now();
        if (left > 0) {
            this.#timer = this.#env.setTimeout(() => this.check(), left);
        } else {
            this.#onTimeout();
        }
    }

    /** Stops when the connection has ended. */
    stop() {
        this.#env.clearTimeout(this.#timer);
    }
}
