/**
 * Finds out why a WebSocket cannot be opened. A script cannot see why an upgrade was rejected, so {@link diagnose} sends
 * plain HTTP requests and concludes from their answers.
 * @module
 */
import { t } from "../base/i18n.js";
import { closeVerdict } from "./close-codes.js";

/**
 * @typedef {object} Finding
 * @property {string} kind a stable name: `session-ended`, `origin-rejected`, `upgrade-not-passed`, `stuck-connecting`,
 *     `server-gone`, `offline` or `not-chatboard`
 * @property {string} sentence cause and remedy, to be shown unchanged
 */

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
 * @param {number} [options.stuckMs] how long the socket stayed in CONNECTING, if it did
 * @param {typeof fetch} [options.fetch] for tests
 * @param {string} [options.origin] this page's origin, for tests
 * @param {() => boolean} [options.onLine] whether the browser reports a network, for tests
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
        return judgeEndpoint(await ask(url, "POST"), { url, origin, stuckMs });
    } catch {
        return onLine() ? finding("server-gone", t("finding.serverGone")) : finding("offline", t("finding.offline"));
    }
}

const isJson = answer => /^application\/([a-z.]+\+)?json\b/u.test(answer.headers.get("Content-Type") ?? "");

/** @returns {Finding} the cause, if the answer to `GET /api/me` is not the account */
function judgeMe(answer) {
    if (answer.status === 401) {
        return finding("session-ended", closeVerdict(4501).sentence);
    }
    if (answer.status >= 500) {
        return finding("server-gone", t("finding.notReady", { status: answer.status }));
    }
    return finding("not-chatboard", answer.type === "opaqueredirect"
        ? t("finding.redirected") : t("finding.notChatBoard", { status: answer.status }));
}

/**
 * Judges the answer to a plain POST to the socket's path. Unlike a GET to the same origin, a POST has the
 * header `Origin`, which the server checks.
 *
 * @returns {Finding}
 */
function judgeEndpoint(answer, { url, origin, stuckMs }) {
    if (answer.status === 401) {
        return finding("session-ended", closeVerdict(4501).sentence);
    }
    if (answer.status === 403 && isJson(answer)) {
        return finding("origin-rejected", t("finding.originRejected", { origin }));
    }
    if (stuckMs !== undefined) {
        return stuckConnecting(stuckMs);
    }
    if (answer.status === 503 || answer.status === 429) {
        return finding("server-gone", t("finding.noConnections", { status: answer.status }));
    }
    return finding("upgrade-not-passed", t("finding.upgradeNotPassed", { url, status: answer.status }));
}
