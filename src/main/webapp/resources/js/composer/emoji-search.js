/**
 * Finds emoji by shortcodes, names and keywords. Has no side effects.
 * @module
 */

const CODE = /:([a-z0-9_+-]{1,40}):/gu;
const BEGUN = /(?:^|[\s(])(:([a-z0-9_+-]{2,40}))$/u;

/** @typedef {import("./emoji.js").EmojiEntry} EmojiEntry */

/**
 * @param {EmojiEntry[][]} groups
 * @param {string} wanted beginning of a shortcode, a name or a keyword
 * @param {number} most largest number of results
 * @returns {EmojiEntry[]} best match first: equal shortcode, beginning of a shortcode, of a name, of a word in a name
 */
export function findEmoji(groups, wanted, most) {
    const query = wanted.trim().toLowerCase().replaceAll(":", "");
    const code = query.replaceAll(" ", "_");
    const rank = ([emoji, codes, name, words]) => {
        const all = codes.split(" ");
        const said = `${name} ${words}`.toLowerCase();
        return emoji === wanted.trim() || all.includes(code) ? 0 : all.some(each => each.startsWith(code)) ? 1
            : said.startsWith(query) ? 2 : ` ${said}`.includes(` ${query}`) ? 3
                : all.some(each => each.includes(`_${code}`)) ? 4 : 5;
    };
    const ranked = query === "" ? [] : groups.flat().map(entry => ({ entry, at: rank(entry) })).filter(({ at }) => at < 5);
    return ranked.sort((one, other) => one.at - other.at).slice(0, most).map(({ entry }) => entry);
}

/**
 * @param {string} before text before the cursor
 * @returns {{start: number, code: string}|null} the shortcode that is being typed
 */
export function begunCode(before) {
    const found = before.slice(-60).match(BEGUN);
    return found === null || inCode(before) ? null : { start: before.length - found[1].length, code: found[2] };
}

/** @returns {boolean} whether the end of a text is inside a code span */
const inCode = text => (text.match(/`/gu)?.length ?? 0) % 2 === 1;

/** @returns {boolean} whether a text may contain a shortcode */
export const hasCode = text => text.search(CODE) >= 0;

/**
 * @param {EmojiEntry[][]} groups
 * @param {string} text
 * @returns {string} the text with emoji in place of shortcodes; shortcodes in code spans and unknown ones stay
 */
export function replaceCodes(groups, text) {
    const known = new Map(groups.flat().flatMap(([emoji, codes]) => codes.split(" ").map(code => [code, emoji])));
    return text.replaceAll(CODE, (whole, code, at) => (
        known.has(code) && /(?:^|[\s(:])$/u.test(text.slice(0, at)) && !inCode(text.slice(0, at)) ? known.get(code) : whole));
}
