/**
 * What is wrong, in words: close codes, errors and refused connections, each with its cause and its cure.
 * A script cannot see why an upgrade was refused; {@link diagnose} asks over plain HTTP and concludes.
 * @module
 */
import { hasSentence, t } from "../base/i18n.js";

/**
 * @typedef {object} Finding
 * @property {string} kind a stable name: `session-ended`, `origin-refused`, `upgrade-not-passed`, `stuck-connecting`,
 *     `server-gone`, `offline` or `not-chatboard`
 * @property {string} sentence cause and cure, to be shown as it is
 */

/** @typedef {{action: "return"|"return-later"|"stop"|"sign-in"|"reload", sentence: string}} Verdict */

/** @type {Record<number, Verdict["action"]>} codes with a sentence of their own; the ranges are in {@link closeVerdict} */
const actions = {
    1000: "stop", 1002: "stop", 1003: "stop", 1007: "stop", 1008: "stop", 1009: "stop",
    1011: "return", 1012: "return", 1013: "return", 4000: "return", 4003: "return", 4008: "return",
    4029: "return-later", 4501: "sign-in", 4503: "stop", 4505: "stop", 4506: "reload", 4508: "sign-in",
};

/**
 * Judges the end of a socket that had been open.
 *
 * @param {number} code close code as the browser tells it
 * @returns {Verdict} what to do, and the sentence for the person
 */
export function closeVerdict(code) {
    if (Object.hasOwn(actions, code)) {
        return { action: actions[code], sentence: t(`close.${code}`) };
    }
    return code >= 4500 && code <= 4999
        ? { action: "stop", sentence: t("close.forGood", { code: String(code) }) }
        : { action: "return", sentence: t("close.lost") };
}

/** @typedef {{code: string, retryAfterMs?: number, reference?: string}} Refusal an `error` frame of the server */

/**
 * @param {Refusal} error
 * @returns {string} why, in the page's language
 */
export function sentenceOf({ code, reference = "" }) {
    const key = `error.${code}`;
    return hasSentence(key) ? t(key, { reference }) : t("error.unknown", { code });
}

/**
 * @param {Refusal} error
 * @returns {string} why, and the cure where there is one
 */
export function explainError(error) {
    const cure = `cure.${error.code}`;
    return hasSentence(cure) ? `${sentenceOf(error)} ${t(cure)}` : sentenceOf(error);
}

const finding = (kind, sentence) => ({ kind, sentence });

/**
 * @param {number} afterMs how long the socket stayed in CONNECTING
 * @returns {Finding}
 */
export const stuckConnecting = afterMs => finding("stuck-connecting",
    t("finding.stuck", { count: Math.round(afterMs / 1000) }));

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
        return onLine() ? finding("server-gone", t("finding.serverGone")) : finding("offline", t("finding.offline"));
    }
}

const isJson = answer => /^application\/([a-z.]+\+)?json\b/u.test(answer.headers.get("Content-Type") ?? "");

/** @returns {Finding} where `GET /api/me` did not answer with the account */
function judgeMe(answer) {
    if (answer.status === 401) {
        return finding("session-ended", closeVerdict(4501).sentence);
    }
    if (answer.status >= 500) {
        return finding("server-gone", t("finding.notReady", { status: answer.status }));
    }
    const how = answer.type === "opaqueredirect" ? t("finding.redirect") : `HTTP ${answer.status}`;
    return finding("not-chatboard", t("finding.notChatBoard", { how }));
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
        return finding("origin-refused", t("finding.originRefused", { origin }));
    }
    if (stuckMs !== undefined) {
        return stuckConnecting(stuckMs);
    }
    if (answer.status === 503 || answer.status === 429) {
        return finding("server-gone", t("finding.noConnections", { status: answer.status }));
    }
    return finding("upgrade-not-passed", t("finding.upgradeNotPassed", { url, status: answer.status }));
}
