/**
 * Maps the close code of a socket to the page's reaction and a sentence. Has no side effects.
 * @module
 */
import { t } from "../base/i18n.js";

/** @typedef {{action: "reconnect"|"reconnect-later"|"stop"|"sign-in"|"reload", sentence: string}} Verdict */

/** @type {Record<number, Verdict["action"]>} codes that have a sentence of their own; {@link closeVerdict} handles all others */
const actions = {
    1000: "stop", 1002: "stop", 1003: "stop", 1007: "stop", 1008: "stop", 1009: "stop",
    1011: "reconnect", 1012: "reconnect", 1013: "reconnect", 4000: "reconnect", 4003: "reconnect", 4008: "reconnect",
    4029: "reconnect-later", 4501: "sign-in", 4503: "stop", 4505: "stop", 4506: "reload", 4508: "sign-in",
};

/**
 * Decides what the page does after an open socket was closed.
 *
 * @param {number} code close code as the browser reports it
 * @returns {Verdict} the action, and the sentence for the person
 */
export function closeVerdict(code) {
    if (Object.hasOwn(actions, code)) {
        return { action: actions[code], sentence: t(`close.${code}`) };
    }
    return code >= 4500 && code <= 4999
        ? { action: "stop", sentence: t("close.forGood", { code: String(code) }) }
        : { action: "reconnect", sentence: t("close.lost") };
}
