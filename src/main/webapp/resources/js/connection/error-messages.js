/**
 * The sentences for `error` frames, by error code. Has no side effects.
 * @module
 */
import { hasSentence, t } from "../base/i18n.js";

/** @typedef {{code: string, retryAfterMs?: number, reference?: string}} ErrorFrame an `error` frame of the server */

/**
 * @param {ErrorFrame} error
 * @returns {string} the reason, in the page's language
 */
export function sentenceOf({ code, reference = "" }) {
    const key = `error.${code}`;
    return hasSentence(key) ? t(key, { reference }) : t("error.unknown", { code });
}

/**
 * @param {ErrorFrame} error
 * @returns {string} the reason, and the remedy if there is one
 */
export function explainError(error) {
    const remedy = `remedy.${error.code}`;
    return hasSentence(remedy) ? `${sentenceOf(error)} ${t(remedy)}` : sentenceOf(error);
}
