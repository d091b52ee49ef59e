/**
 * What is searched for, as the address of the page has it and as the server is asked. Has no side effects.
 * @module
 */
import { cut, isBlank } from "../base/text.js";

/** Most code points of the words; the server uses no more. */
export const MOST_WORDS = 200;

const ID = /^[1-9]\d{0,15}$/u;
const DAY = /^\d{4}-\d{2}-\d{2}$/u;

/**
 * @typedef {object} Terms
 * @property {string} words
 * @property {number|null} room only in this room
 * @property {number|null} sender only from this account
 * @property {string|null} from first day in the reader's time zone, such as `2026-01-02`
 * @property {string|null} until last day
 * @property {boolean} files only messages with files
 */

/** @returns {Date} midnight at the beginning of a day in the reader's time zone */
const startOf = day => new Date(`${day}T00:00`);

/** @param {string} text @returns {boolean} whether it is a day as an address has it, with a year of four digits */
export const isDay = text => DAY.test(text) && !Number.isNaN(startOf(text).getTime());

/**
 * Reads the terms from an address. What is no id and no day is left out.
 *
 * @param {string} query of the address
 * @returns {Terms}
 */
export function termsOf(query) {
    const given = new URLSearchParams(query);
    const read = (name, isValid, convert) => (isValid(given.get(name) ?? "") ? convert(given.get(name)) : null);
    return {
        words: cut(given.get("q") ?? "", MOST_WORDS),
        room: read("room", text => ID.test(text), Number),
        sender: read("sender", text => ID.test(text), Number),
        from: read("from", isDay, String),
        until: read("until", isDay, String),
        files: given.get("has") === "file",
    };
}

const written = ({ words, room, sender, from, until, files }) => new URLSearchParams(Object.entries({
    q: isBlank(words) ? null : words.trim(), room, sender, from, until, has: files ? "file" : null,
}).filter(([, value]) => value !== null));

/** @param {Terms} terms @returns {string} the address of the page with these terms */
export function addressOf(terms) {
    const query = written(terms).toString();
    return `/search${query === "" ? "" : `?${query}`}`;
}

/**
 * @param {Terms} terms
 * @returns {string} the query of the request; empty if there is nothing to look for. A room alone is only where to look
 */
export function requestOf(terms) {
    const { words, sender, from, until, files } = terms;
    if (isBlank(words) && sender === null && from === null && until === null && !files) {
        return "";
    }
    const query = written(terms);
    if (from !== null) {
        query.set("from", startOf(from).toISOString());
    }
    if (until !== null) {
        const end = startOf(until);
        end.setDate(end.getDate() + 1); // a day may have 23 or 25 hours
        query.set("until", end.toISOString()); // exclusive
    }
    return query.toString();
}

/** @param {Terms} terms @returns {boolean} whether the first day is after the last one */
export const isReversed = ({ from, until }) => from !== null && until !== null && from > until;

/** @param {Terms} terms @returns {Terms} the same words without filters */
export const withoutFilters = ({ words }) => ({ words, room: null, sender: null, from: null, until: null, files: false });
