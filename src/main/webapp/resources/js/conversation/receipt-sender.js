/**
 * Sends receipts: up to where this page has received and read each room; a moment later and together, since both only grow.
 * @module
 */

const RECEIVED_AFTER_MS = 400; // reading, which implies it, mostly follows at once
const AT_ONCE = 20; // frames: the server allows an account 30 a second, over all its tabs
const PAUSE_MS = 1_000;

/** Sends `received` and `read`, each number of a room once, and again after an error. */
export class ReceiptSender {
    #socket;
    #received = new Map(); // room → highest seq that arrived
    #read = new Map(); // room → highest seq that was seen
    #sent = new Map(); // "received 7", "read 7" → the number that the server knows
    #pausedUntil = 0; // ms of performance.now()
    #timer;

    /** @param {import("../connection/chat-socket.js").ChatSocket} socket */
    constructor(socket) {
        this.#socket = socket;
    }

    /** The connection is there: what the server does not know yet is sent. @param {{rooms: object[]}} welcome says what it knows */
    handleWelcome({ rooms }) {
        this.#sent.clear();
        rooms.forEach(({ room, readSeq = 0, receivedSeq = 0 }) => {
            this.#sent.set(`read ${room}`, readSeq);
            this.#sent.set(`received ${room}`, receivedSeq);
        });
        this.#sendDue();
    }

    /** An error that may be the answer to a receipt: the receipts of its room are sent again after a pause. */
    handleError({ cid, room, retryAfterMs }) {
        if (cid === undefined && retryAfterMs !== undefined) {
            this.#sent.delete(`read ${room}`);
            this.#sent.delete(`received ${room}`);
            this.#pausedUntil = performance.now() + Math.max(PAUSE_MS, retryAfterMs);
            this.#sendDue();
        }
    }

    /** A message of another has arrived. */
    received(room, seq) {
        if (seq > (this.#received.get(room) ?? 0)) {
            this.#received.set(room, seq);
            this.#sendIn(RECEIVED_AFTER_MS);
        }
    }

    /** A message of another has been on the screen. */
    read(room, seq) {
        if (seq > (this.#read.get(room) ?? 0)) {
            this.#read.set(room, seq);
            this.#sendDue();
        }
    }

    #sendIn(ms) {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#sendDue(), ms);
    }

    #sendDue() {
        const pause = this.#pausedUntil - performance.now();
        if (pause > 0) {
            this.#sendIn(pause);
            return;
        }
        const due = this.#due();
        due.slice(0, AT_ONCE).forEach(({ type, room, seq }) => {
            if (this.#socket.send({ type, room, seq })) {
                this.#sent.set(`${type} ${room}`, seq);
            }
        });
        if (due.length > AT_ONCE && this.#socket.state === "open") {
            this.#sendIn(PAUSE_MS);
        }
    }

    #due() {
        const read = [...this.#read].map(([room, seq]) => ({ type: "read", room, seq }));
        const received = [...this.#received].filter(([room, seq]) => seq > (this.#read.get(room) ?? 0))
            .map(([room, seq]) => ({ type: "received", room, seq }));
        return [...read, ...received].filter(({ type, room, seq }) => seq > (this.#sent.get(`${type} ${room}`) ?? 0));
    }
}
