/**
 * Typing indicators: sends the reader's, and holds those of other people until they expire.
 * @module
 */
import { isBlank } from "../base/text.js";
import { preferences } from "./preferences.js";

const SEND_EVERY_MS = 4_000; // the server forwards one in 3 s; the rest is a margin for network delays
const TIMES_OUT_AFTER_MS = 6_000;

/** Dispatches `change` with `{room}`. */
export class Typing extends EventTarget {
    #socket;
    #typists = new Map(); // room → account → timer
    #sentFor = null; // room in which the server shows the reader as typing
    #last = { room: null, at: -Infinity }; // room and time of the last frame
    #timer;

    /** @param {import("../connection/chat-socket.js").ChatSocket} socket */
    constructor(socket) {
        super();
        this.#socket = socket;
        socket.addEventListener("state", ({ detail }) => {
            if (detail.state !== "open") {
                this.#typists.forEach((accounts, room) => [...accounts.keys()].forEach(id => this.#end(room, id)));
                this.sent();
            }
        });
    }

    /** Applies that a person begins, continues or stops typing. */
    handleTyping(frame) {
        if (frame.on) {
            this.#begin(frame);
        } else {
            this.#end(frame.room, frame.account);
        }
    }

    /** Ends the indicator of a message's sender. */
    handleMessage({ room, sender }) {
        this.#end(room, sender.id);
    }

    /** @returns {number[]} account ids of those who type in a room, the first to begin first */
    in(room) {
        return [...this.#typists.get(room)?.keys() ?? []];
    }

    /**
     * Reports typing after the reader has changed a draft, at most once in {@link SEND_EVERY_MS}.
     *
     * @param {number|null} room null if there is no room yet, and so no recipient
     * @param {string} text the draft
     */
    wrote(room, text) {
        if (isBlank(text)) {
            this.stopped();
        } else if (room !== null && !preferences.now.hidesTyping) {
            const waits = this.#last.room === room ? this.#last.at + SEND_EVERY_MS - performance.now() : 0;
            if (waits <= 0) {
                this.#send(room);
            } else if (this.#sentFor === null) { // the server would drop a frame so soon after the last one
                clearTimeout(this.#timer);
                this.#timer = setTimeout(() => this.#send(room), waits);
            }
        }
    }

    #send(room) {
        clearTimeout(this.#timer);
        if (this.#socket.send({ type: "typing", room, on: true })) {
            this.#sentFor = room;
            this.#last = { room, at: performance.now() };
        }
    }

    /** Stops reporting typing after the draft was sent. The message itself ends the other person's indicator. */
    sent() {
        clearTimeout(this.#timer);
        this.#sentFor = null;
    }

    /** Reports the end of typing, since the reader has left or emptied the draft. */
    stopped() {
        if (this.#sentFor !== null) {
            this.#socket.send({ type: "typing", room: this.#sentFor, on: false });
        }
        this.sent();
    }

    #begin({ room, account }) {
        const accounts = this.#typists.get(room) ?? new Map();
        clearTimeout(accounts.get(account));
        accounts.set(account, setTimeout(() => this.#end(room, account), TIMES_OUT_AFTER_MS));
        this.#typists.set(room, accounts);
        this.#dispatch(room);
    }

    #end(room, account) {
        const accounts = this.#typists.get(room);
        if (accounts?.has(account)) {
            clearTimeout(accounts.get(account));
            accounts.delete(account);
            if (accounts.size === 0) {
                this.#typists.delete(room);
            }
            this.#dispatch(room);
        }
    }

    #dispatch(room) {
        this.dispatchEvent(new CustomEvent("change", { detail: { room } }));
    }
}
