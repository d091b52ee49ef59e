/**
 * The sample frames of the test panel, filled with ids and numbers that the server has sent.
 * @module
 */
import { t } from "../base/i18n.js";
import { newCid } from "../base/idempotency-key.js";

/** The rooms and numbers from the server's frames, so that the sample frames are valid. */
export class KnownState {
    /** @type {Map<number, {room: number, epoch: string, seq: number}>} rooms in the server's order, newest activity first */
    rooms = new Map();
    ping = 0;

    /** Takes ids and numbers from a frame of the server. @param {{type: string}} frame */
    learn(frame) {
        if (frame.type === "welcome") {
            this.rooms = new Map(frame.rooms.map(room => [room.room, room]));
        } else if (frame.type === "room") {
            this.rooms.set(frame.room, frame);
        } else if (frame.type === "ping") {
            this.ping = frame.n;
        } else if (this.rooms.has(frame.room) && frame.seq > this.rooms.get(frame.room).seq) {
            this.rooms.set(frame.room, { ...this.rooms.get(frame.room), seq: frame.seq });
        }
    }

    /**
     * @returns {{room: number, epoch: string, seq: number}} the room with the newest activity; an invented one if there is
     *     none
     */
    get newest() {
        const [newest = { room: 1, epoch: "", seq: 0 }] = this.rooms.values();
        return newest;
    }
}

const text = t("panel.hello");

/** @type {Record<string, (known: KnownState) => object>} */
const makers = {
    hello: known => ({
        type: "hello",
        rooms: [...known.rooms.values()].slice(0, 3).map(({ room, epoch, seq }) => ({ room, epoch, since: seq })),
    }),
    send: known => ({ type: "send", room: known.newest.room, cid: newCid(), message: text }),
    history: known => ({ type: "history", room: known.newest.room, limit: 50 }),
    received: known => ({ type: "received", room: known.newest.room, seq: known.newest.seq }),
    read: known => ({ type: "read", room: known.newest.room, seq: known.newest.seq }),
    pong: known => ({ type: "pong", n: known.ping }),
    plain: () => ({ message: text, cid: newCid() }),
};

/**
 * @param {string} name of a sample frame: `hello`, `send`, `history`, `received`, `read`, `pong` or `plain`
 * @param {KnownState} known
 * @returns {string} its indented JSON
 */
export const readyMade = (name, known) => JSON.stringify(makers[name](known), null, 2);

/**
 * @param {string} frame text from the editor
 * @returns {string} the frame with a new `cid`; unchanged if it is no JSON object
 */
export function withNewCid(frame) {
    try {
        const read = JSON.parse(frame);
        const isObject = typeof read === "object" && read !== null && !Array.isArray(read);
        return isObject ? JSON.stringify({ ...read, cid: newCid() }, null, 2) : frame;
    } catch {
        return frame; // the person may test broken JSON on purpose
    }
}
