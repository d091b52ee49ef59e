/**
 * Sorts and finds names by the rules of the server: NameKey.java and SearchWords.java.
 * @module
 */
import rules from "./name-folding.js"; // web-files.xml makes this module from name-folding.json of the server

const DROPPED = new RegExp(rules.dropped, "gu");
const SPACES = new RegExp(rules.spaces, "u");
const SEPARATOR = new RegExp(rules.separators, "u");
const SEPARATORS = new RegExp(rules.separators, "gu");
const LETTERS = new RegExp(`[${Object.keys(rules.letters).join("")}]`, "gu");
const SPELLED_OUT = new RegExp(`[${Object.keys(rules.spelledOut).join("")}]`, "gu");
const MAX_KEY = 512;
const MAX_WORD = 64;
const MAX_PARTS = 32;
const MAX_QUERY_WORDS = 6;

const folded = new WeakMap(); // person → {key, words}

/** @returns {string} the text without capitals, accents and typographic variants; white space and punctuation stay */
function fold(text) {
    return text.normalize("NFKD").toLowerCase().replaceAll(DROPPED, "").replaceAll(LETTERS, letter => rules.letters[letter]);
}

/** @returns {string} the text in lower case, with letters such as ä spelled out as ae */
function spellOut(text) {
    return text.normalize("NFC").toLowerCase().replaceAll(SPELLED_OUT, letter => rules.spelledOut[letter]);
}

/** @returns {string} the beginning of a text, at most `length` UTF-16 units, without splitting a surrogate pair */
function cut(text, length) {
    return text.length <= length ? text : text.slice(0, /[\ud800-\udbff]/.test(text[length - 1]) ? length - 1 : length);
}

function suffixes(name) {
    const parts = fold(name).split(SEPARATOR).filter(part => part !== "");
    return parts.slice(0, MAX_PARTS).map((_, at) => cut(parts.slice(at).join(""), MAX_WORD));
}

/**
 * @param {import("../conversation/people.js").Person} person
 * @returns {{key: string, words: string[]}} the sort key and the search words of a person
 */
export function foldedName(person) {
    let names = folded.get(person);
    if (names === undefined) {
        const { displayName, username } = person;
        names = {
            key: cut(fold(displayName), MAX_KEY),
            words: [...new Set([displayName, spellOut(displayName), username].flatMap(suffixes))],
        };
        folded.set(person, names);
    }
    return names;
}

/**
 * @param {string} query as typed
 * @returns {string[]} its words, longest first; empty if it has nothing to search for
 */
export function queryWords(query) {
    const words = fold(query).split(SPACES).map(word => cut(word.replaceAll(SEPARATORS, ""), MAX_WORD));
    return [...new Set(words.filter(word => word !== ""))].slice(0, MAX_QUERY_WORDS)
        .sort((one, other) => other.length - one.length);
}

/** @returns {boolean} whether all words of a query match the person; false for no words */
export function isFound(person, words) {
    return words.length > 0 && words.every(word => foldedName(person).words.some(each => each.startsWith(word)));
}
