/**
 * Frames of the wire protocol: text to object and back, checked, and the counting rules that the server shares.
 * Pure: touches no document, opens nothing.
 * @module
 */

/** A frame that must not be used; its message says which field is wrong. */
export class FrameError extends Error {
    name = "FrameError";
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

/** What each frame from the server must have; further fields are let through, and so are types not named here. */
const required = {
    welcome: {
        account: value => isObject(value) || isCount(value), now: isInstant, rooms: isListOf(isShaped(roomFields)),
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
    muted: { room: isCount, muted: isFlag },
    test: { cid: isText },
    error: { code: isText, message: isText },
    ping: {},
    bye: { code: isCount },
};

/**
 * Reads a frame from the server.
 *
 * @param {string} text one WebSocket text message
 * @returns {{type: string}} the frame; fields and types of a later version of the server are kept as they are
 * @throws {FrameError} where it is no JSON object with a `type`, or lacks a field that its type must have
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
        throw new FrameError(`${frame.type}.${wrong} is missing or of the wrong kind`);
    }
    return frame;
}

/**
 * @param {object} frame any frame of the client
 * @returns {string} the text that goes over the wire
 */
export const encode = frame => JSON.stringify(frame);

/**
 * @param {string} text any text
 * @returns {number} bytes of its UTF-8 form, as the server measures a frame
 */
export const byteLength = text => new TextEncoder().encode(text).length;

/**
 * Counts as the server does: an emoji outside the first plane is one, `length` would say two.
 *
 * @param {string} text any text
 * @returns {number} its code points
 */
export function countCodePoints(text) {
    let count = 0;
    for (let at = 0; at < text.length; at += text.codePointAt(at) > 0xffff ? 2 : 1) {
        count++;
    }
    return count;
}

// The white space of Java's String.strip(): JavaScript's trim() also takes no-break spaces, which the server keeps.
const BLANK = "[\\t-\\r\\u001c-\\u0020\\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029\\u205f\\u3000]+";
const LEADING = new RegExp(`^${BLANK}`, "u");
const BLANK_AT_END = new RegExp(`^${BLANK}$`, "u");

/**
 * Strips as the server does before it counts and stores.
 *
 * @param {string} text what was typed
 * @returns {string} the text without white space at its ends
 */
export function strip(text) {
    const start = text.match(LEADING)?.[0].length ?? 0;
    let end = text.length;
    while (end > start && BLANK_AT_END.test(text[end - 1])) { // a loop: a regular expression here would be quadratic
        end--;
    }
    return text.slice(start, end);
}

/**
 * Makes the name of a request, once for each request and kept until its ack.
 *
 * @param {Crypto} source of randomness; `randomUUID` exists on https and localhost alone, so plain http does without
 * @returns {string} a random UUID, version 4
 */
export function newCid(source = globalThis.crypto) {
    if (typeof source.randomUUID === "function") {
        return source.randomUUID();
    }
    const bytes = source.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40; // version 4
    bytes[8] = (bytes[8] & 0x3f) | 0x80; // the variant of RFC 9562
    const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, "$1-$2-$3-$4-$5");
}

const byCid = (request, answer) => request.cid !== undefined && request.cid === answer.cid;
const byRoom = (request, answer) => (
    request.cid === undefined && request.room !== undefined && request.room === answer.room);
const answerOf = {
    hello: (request, answer) => answer.type === "welcome",
    history: (request, answer) => answer.type === "page" && answer.room === request.room,
    received: (request, answer) => answer.type === "receipt" && answer.room === request.room,
    read: (request, answer) => answer.type === "receipt" && answer.room === request.room,
};

/**
 * Says whether a frame of the server answers a frame of the client, for measuring a round trip.
 *
 * @param {object} request a frame that was sent; one without `type` but with `message` is a `send`
 * @param {{type: string}} answer a frame that came later
 * @returns {boolean} true for its ack, page, welcome, receipt, for an error that names it, and at the plain door for
 *     its own message
 */
export function isAnswer(request, answer) {
    if (answer.type === "error") {
        return byCid(request, answer) || byRoom(request, answer);
    }
    const type = request.type ?? "send";
    return Object.hasOwn(answerOf, type) ? answerOf[type](request, answer) : byCid(request, answer);
}
