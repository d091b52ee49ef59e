/**
 * Routes each frame of the server to the parts of a page, in phases. Parts depend on each other only through phases: a
 * handler in a later phase may rely on the work of earlier phases for the same frame.
 * @module
 */

/**
 * The phases, in order:
 * - `settings`: the session, the clock, limits and preferences, which later phases use;
 * - `outbox`: settles the outbox entry that the frame answers, before the conversation gets the frame;
 * - `snapshot`: records the state of the rooms before the frame changes it;
 * - `rooms`: the roster and the conversations apply the frame;
 * - `ephemeral`: typing, presence and receipts, which are not stored;
 * - `notifications`: notifications, which depend on the new state of the rooms;
 * - `resume`: requests and sends what could not be requested or sent before the rooms were known.
 */
export const PHASES = Object.freeze(["settings", "outbox", "snapshot", "rooms", "ephemeral", "notifications", "resume"]);

/** Routes frames by phase and type. Routes a `welcome` only when the socket is open, since its handlers send frames. */
export class FrameRouter {
    #handlers = new Map(PHASES.map(phase => [phase, new Map()])); // phase → type → handler
    #admits;
    #welcome = null; // a received `welcome` that waits until the socket is open; null if none waits

    /**
     * @param {EventTarget} socket dispatches `frame` and `state` as ChatSocket does
     * @param {(welcome: object) => boolean} [admits] whether a `welcome` belongs to the account of this page; otherwise it
     *     is dropped
     */
    constructor(socket, admits = () => true) {
        this.#admits = admits;
        socket.addEventListener("frame", ({ detail: frame }) => {
            if (frame.type !== "welcome") {
                this.#route(frame);
            } else if (this.#admits(frame)) {
                this.#welcome = frame;
            }
        });
        socket.addEventListener("state", ({ detail: { state } }) => {
            const welcome = this.#welcome;
            this.#welcome = null;
            if (state === "open" && welcome !== null) {
                this.#route(welcome);
            }
        });
    }

    /**
     * Registers the handlers of a phase. Each type has at most one handler in a phase, since no order is defined between
     * two handlers.
     *
     * @param {string} phase one of {@link PHASES}
     * @param {Record<string, (frame: object) => void>} handlers by frame type
     * @returns {FrameRouter} this
     */
    on(phase, handlers) {
        const routes = this.#handlers.get(phase);
        for (const [type, handler] of Object.entries(handlers)) {
            if (routes.has(type)) {
                throw new Error(`${type} has a handler in the phase ${phase} already`);
            }
            routes.set(type, handler);
        }
        return this;
    }

    /** Calls the handlers. An exception of one is reported like an uncaught error, and the others still get the frame. */
    #route(frame) {
        for (const routes of this.#handlers.values()) {
            try {
                routes.get(frame.type)?.(frame);
            } catch (error) {
                reportError(error);
            }
        }
    }
}
