/**
 * How many characters of a field's limit are left, counted as the server counts them. Has no side effects.
 * @module
 */
import { t } from "../base/i18n.js";
import { countCodePoints, strip } from "../base/text-size.js";

const TELL_FROM = 0.9; // the remaining characters are shown from this share of the limit on

/**
 * @param {string} text as typed
 * @param {number} limit in code points
 * @returns {{over: boolean, sentence: string}} whether the text is too long, and the number of characters that are left or
 *     too many; an empty sentence far below the limit
 */
export function characterCount(text, limit) {
    const near = limit * TELL_FROM;
    // `length` is never below the number of code points, so most texts need no counting
    const used = text.length < near ? 0 : countCodePoints(strip(text));
    if (used < near) {
        return { over: false, sentence: "" };
    }
    const left = limit - used;
    return { over: left < 0, sentence: left < 0 ? t("composer.tooMany", { count: -left }) : t("composer.left", { left, limit }) };
}
