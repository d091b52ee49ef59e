/**
 * Hands each frame of the server to the parts of a page, in phases. The phases are the only order between the parts: what a part
 * does in a later phase may rely on what others have done with the same frame in an earlier one.
 * @module
 */

/**
 * The phases, in order:
 * - `settings`: the session, the clock, limits and preferences, by which all others go;
 * - `outbox`: an answer settles what was written, so that the conversation finds its pending message settled;
 * - `snapshot`: the last look at the rooms as they were before the frame;
 * - `rooms`: the roster and the conversations apply the frame;
 * - `ephemeral`: typing, presence, receipts: nothing of it is stored;
 * - `notifications`: what people are told, which depends on the rooms as they are now;
 * - `resume`: what is fetched and sent now that the rooms are known.
 */
export const PHASES = Object.freeze(["settings", "outbox", "snapshot", "rooms", "ephemeral", "notifications", "resume"]);

/**
 * Routes by phase and type. A `welcome` is held until the socket counts as open, since its handlers send frames, which the
 * socket does not take before.
 */
export class FrameRouter {
    #handlers = new Map(PHASES.map(phase => [phase, new Map()])); // phase → type → handler
    #admits;
    #welcome = null; // held until the socket is open

    /**
     * @param {EventTarget} socket dispatches `frame` and `state` as ChatSocket does
     * @param {(welcome: object) => boolean} [admits] whether a `welcome` is for the account of this page; one that is not is dropped
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
     * Registers what handles frames in a phase. One handler for each type and phase: two would have an order that no phase names.
     *
     * @param {string} phase one of {@link PHASES}
     * @param {Record<string, (frame: object) => void>} handlers by type of frame
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

    /** A handler that fails is reported as an uncaught error is, and keeps no frame from the others. */
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
