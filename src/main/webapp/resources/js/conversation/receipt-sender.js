/**
 * Tells the server what has arrived and what has been read; a moment later and together, since both only grow.
 * @module
 */

const RECEIVED_AFTER_MS = 400; // reading, which implies it, mostly follows at once
const AT_ONCE = 20; // frames: the server allows an account 30 a second, over all its tabs
const PAUSE_MS = 1_000;

/** Sends `received` and `read`, each `seq` of a room once, and again where it was refused. */
export class ReceiptSender {
    #socket;
    #received = new Map(); // room → highest seq that arrived
    #read = new Map(); // room → highest seq that was seen
    #told = new Map(); // "received 7", "read 7" → what the server knows
    #pausedUntil = 0; // ms of performance.now()
    #timer;

    /** @param {import("../connection/chat-socket.js").ChatSocket} socket */
    constructor(socket) {
        this.#socket = socket;
        socket.addEventListener("frame", ({ detail }) => this.#hear(detail));
        socket.addEventListener("state", ({ detail }) => {
            if (detail.state === "open") { // what could not be told before
                this.#tell();
            }
        });
    }

    /** A message of another has arrived. */
    received(room, seq) {
        if (seq > (this.#received.get(room) ?? 0)) {
            this.#received.set(room, seq);
            this.#tellIn(RECEIVED_AFTER_MS);
        }
    }

    /** A message of another has been on the screen. */
    read(room, seq) {
        if (seq > (this.#read.get(room) ?? 0)) {
            this.#read.set(room, seq);
            this.#tell();
        }
    }

    #hear({ type, rooms, cid, room, retryAfterMs }) {
        if (type === "welcome") {
            this.#told.clear();
            rooms.forEach(({ room: id, readSeq = 0, receivedSeq = 0 }) => {
                this.#told.set(`read ${id}`, readSeq);
                this.#told.set(`received ${id}`, receivedSeq);
            });
        } else if (type === "error" && cid === undefined && retryAfterMs !== undefined) { // it may have been of another frame
            this.#told.delete(`read ${room}`);
            this.#told.delete(`received ${room}`);
            this.#pausedUntil = performance.now() + Math.max(PAUSE_MS, retryAfterMs);
            this.#tell();
        }
    }

    #tellIn(ms) {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#tell(), ms);
    }

    #tell() {
        const pause = this.#pausedUntil - performance.now();
        if (pause > 0) {
            this.#tellIn(pause);
            return;
        }
        const due = this.#due();
        due.slice(0, AT_ONCE).forEach(({ type, room, seq }) => {
            if (this.#socket.send({ type, room, seq })) {
                this.#told.set(`${type} ${room}`, seq);
            }
        });
        if (due.length > AT_ONCE && this.#socket.state === "open") {
            this.#tellIn(PAUSE_MS);
        }
    }

    #due() {
        const read = [...this.#read].map(([room, seq]) => ({ type: "read", room, seq }));
        const received = [...this.#received].filter(([room, seq]) => seq > (this.#read.get(room) ?? 0))
            .map(([room, seq]) => ({ type: "received", room, seq }));
        return [...read, ...received].filter(({ type, room, seq }) => seq > (this.#told.get(`${type} ${room}`) ?? 0));
    }
}
