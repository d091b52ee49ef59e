/**
 * The codec of the wire protocol: decodes and validates the server's frames, encodes the client's. Has no
 * side effects.
 * @module
 */

/** Thrown for an invalid frame. */
export class FrameError extends Error {
    name = "FrameError";

    /**
     * @param {string} message for developers
     * @param {string} [field] the missing or wrong field, such as `message.seq`; absent if the text is no frame at all
     */
    constructor(message, field) {
        super(message);
        this.field = field;
    }
}

const isObject = value => typeof value === "object" && value !== null && !Array.isArray(value);
const isCount = value => Number.isSafeInteger(value) && value >= 0;
const isText = value => typeof value === "string";
const isFlag = value => typeof value === "boolean";
const isPerson = value => isObject(value) && isCount(value.id) && isText(value.username) && isText(value.displayName);
const isInstant = value => isText(value) && !Number.isNaN(Date.parse(value));
const isListOf = check => value => Array.isArray(value) && value.every(check);

const messageFields = {
    room: isCount, seq: isCount, id: isCount, sender: isPerson, message: isText, sentAt: isInstant,
};
const roomFields = { room: isCount, kind: isText, members: Array.isArray, epoch: isText, seq: isCount };
const isShaped = fields => value => isObject(value)
    && Object.entries(fields).every(([name, check]) => check(value[name]));

/** The required fields of each frame type. Unknown fields and types are accepted. */
const required = {
    welcome: {
        account: value => isObject(value) || isCount(value), now: isInstant, rooms: isListOf(isShaped(roomFields)), missed: isListOf(isObject),
    },
    room: roomFields,
    ack: { cid: isText, room: isCount, id: isCount, seq: isCount, sentAt: isInstant },
    message: messageFields,
    change: { room: isCount, seq: isCount, kind: isText, id: isCount, state: isObject },
    page: { room: isCount, messages: isListOf(isObject), more: isFlag },
    synced: { room: isCount, to: isCount },
    reset: { room: isCount, epoch: isText, seq: isCount },
    typing: { room: isCount, account: isCount, on: isFlag },
    person: { account: isPerson },
    preferences: { preferences: isObject },
    presence: { account: isCount, state: isText },
    receipt: { room: isCount, account: isCount, receivedSeq: isCount, readSeq: isCount },
    notify: { room: isCount, level: isText },
    gone: { room: isCount },
    test: { cid: isText },
    error: { code: isText, message: isText },
    ping: {},
    bye: { code: isCount },
};

/**
 * Reads a frame from the server.
 *
 * @param {string} text one WebSocket text message
 * @returns {{type: string}} the frame; unknown fields and types of a newer server are kept
 * @throws {FrameError} if it is no JSON object with a `type`, or lacks a required field
 */
export function decode(text) {
    let frame;
    try {
        frame = JSON.parse(text);
    } catch {
        throw new FrameError("not JSON");
    }
    if (!isObject(frame) || !isText(frame.type)) {
        throw new FrameError("not an object with a type");
    }
    const fields = Object.hasOwn(required, frame.type) ? required[frame.type] : {};
    const wrong = Object.keys(fields).find(name => !fields[name](frame[name]));
    if (wrong !== undefined) {
        const field = `${frame.type}.${wrong}`;
        throw new FrameError(`${field} is missing or of the wrong kind`, field);
    }
    return frame;
}

/**
 * @param {object} frame a frame of the client
 * @returns {string} its JSON text
 */
export const encode = frame => JSON.stringify(frame);
