/**
 * The size of a text, measured as the server measures it for its limits. Has no side effects.
 * @module
 */

/**
 * @param {string} text any text
 * @returns {number} bytes of its UTF-8 form, as the server measures a frame
 */
export const byteLength = text => new TextEncoder().encode(text).length;

/**
 * Counts code points, as the server does. The property `length` would count most emoji as two.
 *
 * @param {string} text any text
 * @returns {number} its code points
 */
export function countCodePoints(text) {
    let count = 0;
    for (let at = 0; at < text.length; at += text.codePointAt(at) > 0xffff ? 2 : 1) {
        count++;
    }
    return count;
}

// The white space of Java's String.strip(): JavaScript's trim() also takes no-break spaces, which the server keeps.
const BLANK = "[\\t-\\r\\u001c-\\u0020\\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029\\u205f\\u3000]+";
const LEADING = new RegExp(`^${BLANK}`, "u");
const BLANK_AT_END = new RegExp(`^${BLANK}$`, "u");

/**
 * Strips a text as the server does before it counts and stores it.
 *
 * @param {string} text as typed
 * @returns {string} the text without white space at its ends
 */
export function strip(text) {
    const start = text.match(LEADING)?.[0].length ?? 0;
    let end = text.length;
    while (end > start && BLANK_AT_END.test(text[end - 1])) { // a loop, since a regular expression would take quadratic time
        end--;
    }
    return text.slice(start, end);
}
