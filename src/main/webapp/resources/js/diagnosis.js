/**
 * What is wrong, in words: close codes, errors and refused connections, each with its cause and its cure.
 * A script cannot see why an upgrade was refused; {@link diagnose} asks over plain HTTP and concludes.
 * @module
 */

/**
 * @typedef {object} Finding
 * @property {string} kind a stable name: `session-ended`, `origin-refused`, `upgrade-not-passed`, `stuck-connecting`,
 *     `server-gone`, `offline` or `not-chatboard`
 * @property {string} sentence cause and cure, to be shown as it is
 */

/** @typedef {{action: "return"|"return-later"|"stop"|"sign-in"|"reload", sentence: string}} Verdict */

const LOST = "The connection was lost. ChatBoard reconnects by itself; nothing that was confirmed is lost.";

const stop = sentence => ({ action: "stop", sentence });
const back = sentence => ({ action: "return", sentence });

/** @type {Record<number, Verdict>} codes with a meaning of their own; the ranges are judged in {@link closeVerdict} */
const verdicts = {
    1000: stop("The connection was closed because it was done. Reload the page to connect again."),
    1002: stop("The server met a broken frame and closed the connection: something on the way changes WebSocket "
        + "traffic, or this is a defect. Reload the page; if it happens again, copy the report."),
    1003: stop("The server does not take binary frames and closed the connection. Send text."),
    1007: stop("The server got text that is not UTF-8 and closed the connection. Reload the page."),
    1008: stop("The server refused this connection: the first frame must be hello, within 10 seconds. "
        + "Reload the page."),
    1009: stop("A frame was larger than the server takes, so it closed the connection. Reload the page, then "
        + "send a shorter one."),
    1011: back("The server met a fault. ChatBoard reconnects by itself; if this goes on, the server's log says why."),
    1012: back("The server restarts. ChatBoard reconnects by itself."),
    1013: back("The server has too much to do at the moment. ChatBoard tries again by itself."),
    4000: back("Nothing came over the connection for too long. ChatBoard reconnects by itself."),
    4003: back("This server is being taken out of service. ChatBoard reconnects by itself."),
    4008: back("This device read too slowly and was disconnected. ChatBoard reconnects and fetches what is missing."),
    4029: {
        action: "return-later",
        sentence: "Too many frames were sent. ChatBoard waits a minute, then reconnects.",
    },
    4501: {
        action: "sign-in",
        sentence: "Your session ended: signed out, expired, or the password changed. Sign in again.",
    },
    4503: stop("There is no such conversation for you. Go back to the dashboard and choose a person."),
    4505: stop("Too many connections of your account are open. Close other ChatBoard tabs, then reload this page."),
    4506: {
        action: "reload",
        sentence: "The server speaks another version than this page. Reload the page; if that does not help, "
            + "empty the browser's cache.",
    },
    4508: { action: "sign-in", sentence: "Your account has been disabled. Ask whoever runs this server." },
};

/**
 * Judges the end of a socket that had been open.
 *
 * @param {number} code close code as the browser tells it
 * @returns {Verdict} what to do, and the sentence for the person
 */
export function closeVerdict(code) {
    if (Object.hasOwn(verdicts, code)) {
        return verdicts[code];
    }
    return code >= 4500 && code <= 4999
        ? stop(`The server ended the connection for good (code ${code}). Reload the page.`)
        : back(LOST);
}

/** Cures that follow the server's own sentence; where a code is missing here, that sentence says it all. */
const cures = {
    bad_json: "Check the frame's JSON: quotes, commas, brackets.",
    bad_request: "Check the frame's fields against the protocol.",
    unsupported: "The server does not know this type or field at this door.",
    too_long: "Shorten the message.",
    empty_message: "Write something first.",
    receiver_not_found: "Check the account's number, or choose the person on the dashboard.",
    room_not_found: "Check the room's number: it does not exist, or you are no member.",
    not_allowed: "The other account may be disabled.",
    rate_limited: "Wait a moment, then send again.",
    busy: "Try again in a moment: the message is stored once however often it is tried.",
    internal: "The message may not be stored. Try again: it is stored once however often it is tried. If it goes on, "
        + "whoever runs the server finds the cause under this reference in its log.",
};
const DISK_CURE = "Whoever runs the server must free space where CHATBOARD_DATA lies; then try again: the message is "
    + "stored once however often it is tried.";

/**
 * Puts an `error` frame into words.
 *
 * @param {{code: string, message: string, retryAfterMs?: number}} error frame of the server
 * @returns {string} the server's sentence, and the cure
 */
export function explainError(error) {
    const said = error.message.trim() || error.code;
    const sentence = /[.!?…]$/u.test(said) ? said : `${said}.`;
    const cure = /\bdisk\b/iu.test(said) ? DISK_CURE : cures[error.code]; // the server's sentence names a full disk
    return cure === undefined ? sentence : `${sentence} ${cure}`;
}

const finding = (kind, sentence) => ({ kind, sentence });

/**
 * @param {number} afterMs how long the socket stayed in CONNECTING
 * @returns {Finding}
 */
export const stuckConnecting = afterMs => finding("stuck-connecting",
    `Stuck in CONNECTING: after ${Math.round(afterMs / 1000)} seconds there was neither a connection nor a refusal. `
    + "Something between you and the server (a proxy, a firewall, a virus scanner) holds WebSocket traffic back, or "
    + "the server is overloaded. Whoever runs it can find out with troubleshoot.sh.");

/**
 * Finds out over plain HTTP why a WebSocket cannot be opened.
 *
 * @param {object} options
 * @param {string} options.url path of the socket, `/ws` or `/ws/chat/5`
 * @param {number} [options.stuckMs] how long it stayed in CONNECTING, where it did
 * @param {typeof fetch} [options.fetch] for tests
 * @param {string} [options.origin] this page's origin, for tests
 * @param {() => boolean} [options.onLine] what the browser says of the network, for tests
 * @param {number} [options.timeoutMs] how long an answer may take
 * @returns {Promise<Finding>} never rejects
 */
export async function diagnose({
    url, stuckMs, fetch = (...of) => globalThis.fetch(...of), origin = location.origin, onLine = () => navigator.onLine,
    timeoutMs = 10_000,
}) {
    const ask = (path, method) => fetch(path, {
        method,
        cache: "no-store",
        credentials: "same-origin",
        redirect: "manual",
        headers: { Accept: "application/json, application/problem+json" },
        signal: AbortSignal.timeout(timeoutMs),
    });
    try {
        const me = await ask("/api/me", "GET");
        if (me.status !== 200 || !isJson(me)) {
            return judgeMe(me);
        }
        return judgeDoor(await ask(url, "POST"), { url, origin, stuckMs });
    } catch {
        return onLine() ? serverGone : offline;
    }
}

const serverGone = finding("server-gone", "The server does not answer: it is stopped, restarting, or the network on "
    + "the way is cut. ChatBoard tries again by itself; if it lasts, ask whoever runs it whether it is started.");
const offline = finding("offline", "This device is offline. ChatBoard reconnects as soon as the network is back.");

const isJson = answer => /^application\/([a-z.]+\+)?json\b/u.test(answer.headers.get("Content-Type") ?? "");

/** @returns {Finding} where `GET /api/me` did not answer with the account */
function judgeMe(answer) {
    if (answer.status === 401) {
        return finding("session-ended", closeVerdict(4501).sentence);
    }
    if (answer.status >= 500) {
        return finding("server-gone", `The server is not ready (HTTP ${answer.status}): it is starting, or the proxy `
            + "before it does not reach it. ChatBoard tries again by itself; if it lasts, ask whoever runs it.");
    }
    const how = answer.type === "opaqueredirect" ? "a redirect" : `HTTP ${answer.status}`;
    return finding("not-chatboard", `Something other than ChatBoard answered at /api/me (${how}): a network's sign-in `
        + "page, or a proxy that sends requests elsewhere. Sign in to the network, or have the proxy checked.");
}

/**
 * Judges the answer to a plain POST at the socket's path: unlike a GET of the same origin it carries `Origin`.
 *
 * @returns {Finding}
 */
function judgeDoor(answer, { url, origin, stuckMs }) {
    if (answer.status === 401) {
        return finding("session-ended", closeVerdict(4501).sentence);
    }
    if (answer.status === 403 && isJson(answer)) {
        return finding("origin-refused", `Origin refused: the server does not accept connections from ${origin}. `
            + "Open ChatBoard at the address that it names at its start, or have this one added to CHATBOARD_ORIGINS "
            + "and the server restarted.");
    }
    if (stuckMs !== undefined) {
        return stuckConnecting(stuckMs);
    }
    if (answer.status === 503 || answer.status === 429) {
        return finding("server-gone", `The server takes no connections at the moment (HTTP ${answer.status}). `
            + "ChatBoard tries again by itself.");
    }
    return finding("upgrade-not-passed", "The server answers, but WebSocket does not come through: a proxy between you "
        + `and the server does not pass the upgrade at ${url} on (HTTP ${answer.status}). Whoever runs the proxy must `
        + "pass on the headers Upgrade and Connection, with HTTP/1.1; troubleshoot.sh shows where it stops.");
}
