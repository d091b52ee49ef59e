/**
 * Sends receipts: how far this page has received and read each room. Waits a moment and sends only the
 * latest position, which includes the earlier ones.
 * @module
 */

const RECEIVED_AFTER_MS = 400; // a read receipt, which implies this one, usually follows at once
const AT_ONCE = 20; // frames; the server allows 30 a second to all tabs of an account together
const PAUSE_MS = 1_000;

/** Sends `received` and `read`, each position once, and again after an error. */
export class ReceiptSender {
    #socket;
    #received = new Map(); // room → highest received seq
    #read = new Map(); // room → highest seq that was on the screen
    #sent = new Map(); // "received 7", "read 7" → seq that the server knows
    #pausedUntil = 0; // ms of performance.now()
    #timer;

    /** @param {import("../connection/chat-socket.js").ChatSocket} socket */
    constructor(socket) {
        this.#socket = socket;
    }

    /**
     * Sends the receipts that the server does not know.
     *
     * @param {{rooms: object[]}} welcome contains the positions that the server knows
     */
    handleWelcome({ rooms }) {
        this.#sent.clear();
        rooms.forEach(({ room, readSeq = 0, receivedSeq = 0 }) => {
            this.#sent.set(`read ${room}`, readSeq);
            this.#sent.set(`received ${room}`, receivedSeq);
        });
        this.#sendDue();
    }

    /**
     * Handles an error frame. One without `cid` but with `retryAfterMs` may reject a receipt, because receipts have no `cid`: sends the
     * receipts of the room that the error names again, after a pause.
     */
    handleError({ cid, room, retryAfterMs }) {
        if (cid === undefined && retryAfterMs !== undefined) {
            this.#sent.delete(`read ${room}`);
            this.#sent.delete(`received ${room}`);
            this.#pausedUntil = performance.now() + Math.max(PAUSE_MS, retryAfterMs);
            this.#sendDue();
        }
    }

    /** Records that a message of another person has arrived. */
    received(room, seq) {
        if (seq > (this.#received.get(room) ?? 0)) {
            this.#received.set(room, seq);
            this.#sendIn(RECEIVED_AFTER_MS);
        }
    }

    /** Records that a message of another person has been on the screen. */
    read(room, seq) {
        if (seq > (this.#read.get(room) ?? 0)) {
            this.#read.set(room, seq);
            this.#sendDue();
        }
    }

    /** Drops the read position in a room that the reader has marked as unread; the new position is lower. */
    markedUnread(room, seq) {
        this.#read.delete(room);
        this.#sent.set(`read ${room}`, seq);
    }

    /** Drops the positions in a room that the reader has left, since the server would reject them after each connect. */
    forget(room) {
        this.#received.delete(room);
        this.#read.delete(room);
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
