/**
 * Who types where: tells it of the reader, and keeps it of the others for as long as it is fresh.
 * @module
 */
import { preferences } from "./preferences.js";
import { isBlank } from "../base/text.js";

const TELL_EVERY_MS = 4_000; // the server passes on one in 3 s, whatever delays the one before
const LAPSES_AFTER_MS = 6_000;

/** Dispatches `change` with `{room}`. */
export class Typing extends EventTarget {
    #socket;
    #typists = new Map(); // room → account → timer
    #told = null; // room where the reader is said to type
    #last = { room: null, at: -Infinity }; // when that was last said
    #timer;

    /** @param {import("../connection/chat-socket.js").ChatSocket} socket */
    constructor(socket) {
        super();
        this.#socket = socket;
        socket.addEventListener("frame", ({ detail: frame }) => {
            if (frame.type === "typing" && frame.on) {
                this.#begin(frame);
            } else if (frame.type === "typing") {
                this.#end(frame.room, frame.account);
            } else if (frame.type === "message") {
                this.#end(frame.room, frame.sender.id);
            }
        });
        socket.addEventListener("state", ({ detail }) => {
            if (detail.state !== "open") {
                this.#typists.forEach((accounts, room) => [...accounts.keys()].forEach(id => this.#end(room, id)));
                this.sent();
            }
        });
    }

    /** @returns {boolean} whether anybody else types in a room */
    in(room) {
        return this.#typists.has(room);
    }

    /**
     * The reader has changed a draft.
     *
     * @param {number|null} room null where there is none yet, and so nobody to tell
     * @param {string} text the draft
     */
    wrote(room, text) {
        if (isBlank(text)) {
            this.stopped();
        } else if (room !== null && !preferences.now.hidesTyping) {
            const waits = this.#last.room === room ? this.#last.at + TELL_EVERY_MS - performance.now() : 0;
            if (waits <= 0) {
                this.#tellOn(room);
            } else if (this.#told === null) { // the server would not pass it on so soon after the one before
                clearTimeout(this.#timer);
                this.#timer = setTimeout(() => this.#tellOn(room), waits);
            }
        }
    }

    #tellOn(room) {
        clearTimeout(this.#timer);
        if (this.#socket.send({ type: "typing", room, on: true })) {
            this.#told = room;
            this.#last = { room, at: performance.now() };
        }
    }

    /** The reader has sent what was written: the message itself ends it. */
    sent() {
        clearTimeout(this.#timer);
        this.#told = null;
    }

    /** The reader has left what was written, or taken it back. */
    stopped() {
        if (this.#told !== null) {
            this.#socket.send({ type: "typing", room: this.#told, on: false });
        }
        this.sent();
    }

    #begin({ room, account }) {
        const accounts = this.#typists.get(room) ?? new Map();
        clearTimeout(accounts.get(account));
        accounts.set(account, setTimeout(() => this.#end(room, account), LAPSES_AFTER_MS));
        this.#typists.set(room, accounts);
        this.#tell(room);
    }

    #end(room, account) {
        const accounts = this.#typists.get(room);
        if (accounts?.has(account)) {
            clearTimeout(accounts.get(account));
            accounts.delete(account);
            if (accounts.size === 0) {
                this.#typists.delete(room);
            }
            this.#tell(room);
        }
    }

    #tell(room) {
        this.dispatchEvent(new CustomEvent("change", { detail: { room } }));
    }
}
