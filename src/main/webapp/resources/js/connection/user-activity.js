/**
 * Whether somebody looks at this page: it is visible, and something was pressed, moved or touched within the last minutes.
 * @module
 */

const IDLE_AFTER_MS = 5 * 60_000;
const NOTE_EVERY_MS = 1_000; // a moving pointer tells of itself sixty times a second
const SIGNS = ["pointermove", "pointerdown", "keydown", "wheel", "scroll", "input", "focus"];

/** Tells the server by `active` whenever it changes; `hello` says it at first. */
export class UserActivity {
    #socket;
    #on;
    #told = true;
    #lastSign = performance.now();
    #timer;

    /** @param {import("./chat-socket.js").ChatSocket} socket */
    constructor(socket) {
        this.#socket = socket;
        this.#on = document.visibilityState === "visible";
        SIGNS.forEach(type => window.addEventListener(type, () => this.#sign(), { capture: true, passive: true }));
        document.addEventListener("visibilitychange", () => this.#sign(true));
        socket.addEventListener("state", ({ detail }) => {
            if (detail.state === "open") {
                this.#tell(); // it may have changed since `hello`
            }
        });
        this.#wait();
    }

    /** @returns {boolean} for `hello`: what the server is told of with it */
    greet() {
        this.#told = this.#on;
        return this.#on;
    }

    #sign(changed = false) {
        const now = performance.now();
        if (!changed && this.#on && now - this.#lastSign < NOTE_EVERY_MS) {
            return;
        }
        this.#lastSign = now;
        this.#wait();
        this.#become(document.visibilityState === "visible");
    }

    #wait() {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#become(false), IDLE_AFTER_MS);
    }

    #become(on) {
        this.#on = on;
        this.#tell();
    }

    #tell() {
        if (this.#on !== this.#told && this.#socket.send({ type: "active", on: this.#on })) {
            this.#told = this.#on;
        }
    }
}
