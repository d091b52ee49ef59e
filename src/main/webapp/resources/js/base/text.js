/**
 * Graphemes and visible characters of a text, by the same rules as VisibleText and Graphemes on the server. Has no side effects.
 * @module
 */

// Characters without a picture: Unicode's default-ignorable ones, such as the zero-width space, fillers and joiners, and the
// empty braille cell U+2800.
const INVISIBLE = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\u2800]*$/u;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const graphemes = new Intl.Segmenter();

/** @returns {boolean} whether a text has no visible character */
export const isBlank = text => INVISIBLE.test(text);

/**
 * Cuts a text between graphemes, except if the first grapheme is longer than the limit.
 *
 * @param {string} text
 * @param {number} limit in code points
 * @returns {string} the text or its beginning
 */
export function cut(text, limit) {
    if (text.length <= limit) {
        return text;
    }
    let left = limit;
    for (const { segment, index } of graphemes.segment(text)) {
        left -= [...segment].length;
        if (left < 0) {
            return index > 0 ? text.slice(0, index) : [...segment].slice(0, limit).join("");
        }
    }
    return text;
}

/** @returns {string} the first visible grapheme of a text; empty if there is none */
export function firstGrapheme(text) {
    for (const { segment } of graphemes.segment(text)) {
        if (!isBlank(segment)) {
            return segment;
        }
    }
    return "";
}

/** @returns {boolean} whether a text is one grapheme */
export const isOneGrapheme = text => [...graphemes.segment(text)].length === 1;

/** @returns {boolean} whether a text contains characters that are written from right to left, such as Hebrew */
export const hasRightToLeft = text => RIGHT_TO_LEFT.test(text);
