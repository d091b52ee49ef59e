/**
 * Detects whether the person uses this page: the page is visible and had input within the last minutes.
 * @module
 */

const IDLE_AFTER_MS = 5 * 60_000;
const AT_MOST_EVERY_MS = 1_000; // limits the work: a moving pointer fires sixty events a second
const INPUTS = ["pointermove", "pointerdown", "keydown", "wheel", "scroll", "input", "focus"];

/** Sends `active` at each change; `hello` contains the first state. */
export class UserActivity {
    #socket;
    #on;
    #sent = true;
    #lastInput = performance.now();
    #timer;

    /** @param {import("./chat-socket.js").ChatSocket} socket */
    constructor(socket) {
        this.#socket = socket;
        this.#on = document.visibilityState === "visible";
        INPUTS.forEach(type => window.addEventListener(type, () => this.#noteInput(), { capture: true, passive: true }));
        document.addEventListener("visibilitychange", () => this.#noteInput(true));
        this.#wait();
    }

    /** @returns {boolean} the state for `hello`, by which the server learns it */
    forHello() {
        this.#sent = this.#on;
        return this.#on;
    }

    /** Sends the state if it has changed since `hello`. */
    handleWelcome() {
        this.#send();
    }

    #noteInput(changed = false) {
        const now = performance.now();
        if (!changed && this.#on && now - this.#lastInput < AT_MOST_EVERY_MS) {
            return;
        }
        this.#lastInput = now;
        this.#wait();
        this.#become(document.visibilityState === "visible");
    }

    #wait() {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#become(false), IDLE_AFTER_MS);
    }

    #become(on) {
        this.#on = on;
        this.#send();
    }

    #send() {
        if (this.#on !== this.#sent && this.#socket.send({ type: "active", on: this.#on })) {
            this.#sent = this.#on;
        }
    }
}
