/**
 * The presence of the people on the screen, as the server reports it. Without a connection no presence is known.
 * @module
 */

const MAX_WATCHED = 100;
const WATCH_AFTER_MS = 150; // fast scrolling shows a person only for a moment

/**
 * The presence of one person.
 *
 * @typedef {object} PersonPresence
 * @property {"online"|"away"|"offline"|"unknown"} state
 * @property {number|null} lastSeen end of the person's last connection, in ms since 1970; null unless offline, or if not known
 */

const NOTHING = Object.freeze({ state: "unknown", lastSeen: null });

/** Dispatches `change` with `{id}`, id of an account. */
export class Presence extends EventTarget {
    #socket;
    #known = new Map();
    #wanted = new Map(); // part of the page → account ids that it shows
    #watched = "";
    #timer;

    /** @param {import("../connection/chat-socket.js").ChatSocket} socket */
    constructor(socket) {
        super();
        this.#socket = socket;
        socket.addEventListener("state", ({ detail }) => {
            if (detail.state !== "open") {
                this.#watched = ""; // a new connection watches nobody
                this.#forget(() => false);
            }
        });
    }

    /** Subscribes again, after a connect. */
    handleWelcome() {
        this.#subscribe();
    }

    /** Applies a change of presence. */
    handlePresence({ account, state, lastSeen }) {
        this.#known.set(account, { state, lastSeen: lastSeen === undefined ? null : Date.parse(lastSeen) });
        this.#dispatch(account);
    }

    /** @returns {PersonPresence} the presence of an account */
    of(id) {
        return this.#known.get(id) ?? NOTHING;
    }

    /**
     * Subscribes to the accounts that a part of the page shows. At most 100 are watched: those of the board first, then those of
     * other parts.
     *
     * @param {string} part replaces what this part wanted before
     * @param {number[]} ids those on the screen, the most important first
     */
    watch(part, ids) {
        this.#wanted.set(part, ids);
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#subscribe(), WATCH_AFTER_MS);
    }

    #subscribe() {
        const wanted = new Set([...this.#wanted.values()].flat());
        const accounts = [...wanted].slice(0, MAX_WATCHED).sort((one, other) => one - other);
        if (this.#watched !== accounts.join() && this.#socket.send({ type: "watch", accounts })) {
            this.#watched = accounts.join();
            this.#forget(id => accounts.includes(id)); // no changes arrive for the others
        }
    }

    #forget(keeps) {
        for (const id of [...this.#known.keys()].filter(each => !keeps(each))) {
            this.#known.delete(id);
            this.#dispatch(id);
        }
    }

    #dispatch(id) {
        this.dispatchEvent(new CustomEvent("change", { detail: { id } }));
    }
}
