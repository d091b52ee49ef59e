/**
 * Rules of the outbox: when an entry is retried, when its author is asked first, and which frame sends it. Has no
 * side effects.
 * @module
 */

const OLD_AFTER_MS = 24 * 60 * 60_000;
const FIRST_PAUSE_MS = 4_000;
const LONGEST_PAUSE_MS = 60_000;
const GONE = ["not_found", "conflict", "restored"]; // errors of an edit whose message is missing or deleted
const PASSING = ["rate_limited", "busy", "storage_full", "internal"]; // caused by the server's state, not by the message

/**
 * @param {{code: string}} error an error of the server
 * @returns {boolean} whether the server may have stored the request in spite of the error
 */
export const isUnclear = ({ code }) => code === "internal";

/**
 * @param {{code: string}} error an error of the server
 * @returns {boolean} whether waiting is enough; for any other error the page names a remedy
 */
export const passesByItself = ({ code }) => code === "rate_limited" || code === "busy";

/**
 * Decides whether an entry is old. The device's clock gives both times, so their difference is right even if it is wrong.
 *
 * @returns {boolean} whether an entry is so old that its author is asked before it is sent
 */
export const isOld = ({ at, asked = false }) => !asked && Date.now() - at > OLD_AFTER_MS;

/**
 * @param {{code: string, retryAfterMs?: number}} error an error of the server
 * @param {number} rejections number of earlier rejections of this entry
 * @returns {number|null} ms until the next attempt; null if a retry cannot help
 */
export function retryAfter({ code, retryAfterMs }, rejections) {
    if (retryAfterMs === undefined && !PASSING.includes(code)) {
        return null;
    }
    return retryAfterMs ?? Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** rejections);
}

/** @returns {boolean} whether a rejected edit can never succeed, so that its text must be kept for its author */
export const isLeftOver = ({ change }, code) => Boolean(change?.message) && GONE.includes(code);

/** @returns {object} the frame that sends a pending message or change */
export function requestOf({ room, account }, { cid, text, quote, files, change }) {
    return change !== undefined ? { ...change, room, cid }
        : { type: "send", ...(room === null ? { to: account } : { room }), cid, message: text, replyTo: quote?.id,
            ...(files === undefined ? {} : { files: files.map(({ id }) => id) }) };
}
