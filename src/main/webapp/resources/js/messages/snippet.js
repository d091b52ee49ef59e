/**
 * What a search shows of a message: the part around its first match, with the matches marked. Has no side effects.
 * @module
 */
import { plainText } from "./markdown.js";

const BEFORE = 32; // most graphemes before the first match, so that it is in sight in three lines of a phone
const MOST = 240; // graphemes

const graphemes = new Intl.Segmenter();
const IN_WORD = /[\p{L}\p{N}\p{M}\p{Cs}]/u; // a surrogate is half of a character, most of which are letters or emoji
const onOneLine = text => text.replaceAll(/\s+/gu, " ");

/**
 * Makes a snippet. Shows the text without the marks of Markdown, unless a match would be lost with them, such as one in the address
 * behind a link's words.
 *
 * @param {string} text of a message
 * @param {[number, number][]} marks start and length of each match in `text`, in UTF-16 units
 * @returns {{text: string, isMatch: boolean}[]} the pieces of the snippet
 */
export function snippet(text, marks) {
    const matches = matchesIn(text, marks);
    const plain = plainText(text);
    const shown = [...matches.keys()].every(match => plain.includes(match)) ? plain : onOneLine(text).trim();
    const segments = graphemes.segment(shown);
    const ranges = merged([...matches].flatMap(([match, isWhole]) => occurrences(shown, match, isWhole))
        .map(range => wholeGraphemes(segments, range)));
    const { from, to } = around(shown, segments, ranges[0]?.from ?? 0);
    return cutInto(shown, ranges, from, to);
}

/**
 * @returns {Map<string, boolean>} what was found, and whether it stands alone wherever it was found: a single letter that is
 *     searched for is no match within a word
 */
function matchesIn(text, marks) {
    const matches = new Map();
    for (const [start, length] of marks) {
        const match = onOneLine(text.slice(start, start + length)).trim();
        if (match !== "") {
            matches.set(match, (matches.get(match) ?? true) && standsAlone(text, start, start + length));
        }
    }
    return matches;
}

const isWithinWord = (text, at) => IN_WORD.test(text[at - 1] ?? "") && IN_WORD.test(text[at] ?? "");
const standsAlone = (text, from, to) => !isWithinWord(text, from) && !isWithinWord(text, to);

/** What the server has found is a match at each place of the text that is shown. */
function occurrences(text, match, isWhole) {
    const found = [];
    for (let from = text.indexOf(match); from >= 0; from = text.indexOf(match, from + match.length)) {
        const to = from + match.length;
        if (!isWhole || standsAlone(text, from, to)) {
            found.push({ from, to });
        }
    }
    return found;
}

function wholeGraphemes(segments, { from, to }) {
    const { index, segment } = segments.containing(to - 1);
    return { from: segments.containing(from).index, to: index + segment.length };
}

/** @returns {{from: number, to: number}[]} the ranges in order, those that touch each other joined */
function merged(ranges) {
    const joined = [];
    for (const { from, to } of ranges.sort((one, other) => one.from - other.from)) {
        const last = joined.at(-1);
        if (last !== undefined && from <= last.to) {
            last.to = Math.max(last.to, to);
        } else {
            joined.push({ from, to });
        }
    }
    return joined;
}

/** @returns {{from: number, to: number}} the part that is shown; it begins with a word if one begins before the match */
function around(text, segments, match) {
    const starts = Array.from(segments, ({ index }) => index);
    const at = starts.findLastIndex(index => index <= match);
    let first = Math.max(0, at - BEFORE);
    if (first > 0) {
        const space = text.indexOf(" ", starts[first]);
        first = space >= 0 && space < match ? starts.indexOf(space) + 1 : first;
    }
    return { from: starts[first] ?? 0, to: starts[first + MOST] ?? text.length };
}

function cutInto(text, ranges, from, to) {
    const pieces = from > 0 ? [{ text: "…", isMatch: false }] : [];
    const add = (start, end, isMatch) => {
        const [left, right] = [Math.max(start, from), Math.min(end, to)];
        if (left < right) {
            pieces.push({ text: text.slice(left, right), isMatch });
        }
    };
    let done = 0;
    for (const range of ranges) {
        add(done, range.from, false);
        add(range.from, range.to, true);
        done = range.to;
    }
    add(done, text.length, false);
    if (to < text.length) {
        pieces.push({ text: "…", isMatch: false });
    }
    return pieces;
}
