/**
 * Tells the server what has arrived and what has been read; a moment later and together, since both only grow.
 * @module
 */

const RECEIVED_AFTER_MS = 400; // reading, which implies it, mostly follows at once

/** Sends `received` and `read`, each `seq` of a room once. */
export class Receipts {
    #socket;
    #received = new Map(); // room → highest seq that arrived
    #read = new Map(); // room → highest seq that was seen
    #told = new Map(); // "received 7", "read 7" → what this connection has told the server
    #timer;

    /** @param {import("./chat-socket.js").ChatSocket} socket */
    constructor(socket) {
        this.#socket = socket;
        socket.addEventListener("state", ({ detail }) => {
            if (detail.state === "open") { // what could not be told before
                this.#told.clear();
                this.#tell();
            }
        });
    }

    /** A message of another has arrived. */
    received(room, seq) {
        if (seq > (this.#received.get(room) ?? 0)) {
            this.#received.set(room, seq);
            clearTimeout(this.#timer);
            this.#timer = setTimeout(() => this.#tell(), RECEIVED_AFTER_MS);
        }
    }

    /** A message of another has been on the screen. */
    read(room, seq) {
        if (seq > (this.#read.get(room) ?? 0)) {
            this.#read.set(room, seq);
            this.#tell();
        }
    }

    #tell() {
        for (const [room, seq] of this.#read) {
            this.#once("read", room, seq);
        }
        for (const [room, seq] of this.#received) {
            if (seq > (this.#read.get(room) ?? 0)) {
                this.#once("received", room, seq);
            }
        }
    }

    #once(type, room, seq) {
        const key = `${type} ${room}`;
        if (seq > (this.#told.get(key) ?? 0) && this.#socket.send({ type, room, seq })) {
            this.#told.set(key, seq);
        }
    }
}
