/**
 * Rules of the outbox: when an entry is sent again, when its author is asked first, and as which frame it is sent. Pure.
 * @module
 */

const OLD_AFTER_MS = 24 * 60 * 60_000;
const FIRST_PAUSE_MS = 4_000;
const LONGEST_PAUSE_MS = 60_000;
const GONE = ["not_found", "conflict", "restored"]; // of an edit: its message is not there, or deleted
const PASSING = ["rate_limited", "busy", "storage_full", "internal"]; // of the server, not of the message

/**
 * @param {{code: string}} error of the server
 * @returns {boolean} whether the request may have been stored all the same; after any other error it was not
 */
export const isUnclear = ({ code }) => code === "internal";

/**
 * @param {{code: string}} error of the server
 * @returns {boolean} whether it passes by itself; for any other error the page names a remedy
 */
export const passesByItself = ({ code }) => code === "rate_limited" || code === "busy";

/**
 * Both times are by the device's clock: even if that is wrong, their difference is right.
 *
 * @returns {boolean} whether its author is asked first: nobody expects yesterday's words to go out today
 */
export const isOld = ({ at, asked = false }) => !asked && Date.now() - at > OLD_AFTER_MS;

/**
 * @param {{code: string, retryAfterMs?: number}} error of the server
 * @param {number} refusals how often it has rejected this entry before
 * @returns {number|null} ms until it is tried again; null where that would not help
 */
export function retryAfter({ code, retryAfterMs }, refusals) {
    if (retryAfterMs === undefined && !PASSING.includes(code)) {
        return null;
    }
    return retryAfterMs ?? Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** refusals);
}

/** @returns {boolean} whether a rejected edit can never succeed, so that its text is left over */
export const isLeftOver = ({ change }, code) => change?.type === "edit" && GONE.includes(code);

/** @returns {object} the frame that sends a pending message or change */
export function requestOf({ room, person }, { cid, text, quote, change }) {
    return change !== undefined ? { ...change, room, cid }
        : { type: "send", ...(room === null ? { to: person.id } : { room }), cid, message: text, replyTo: quote?.id };
}
