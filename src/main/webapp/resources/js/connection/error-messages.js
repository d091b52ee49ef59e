/**
 * The messages for `error` frames of the server, by their code. Pure.
 * @module
 */
import { hasSentence, t } from "../base/i18n.js";

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
