/**
 * Finds the members of a room whom a begun mention may mean. Has no side effects.
 * @module
 */
import { isFound, queryWords } from "../people/name-search.js";

// ends with a letter or digit: a sentence or code may go on with any other sign, and Enter must send it then
const BEGUN = /(?<![\p{L}\p{N}_./@])@((?:[\p{L}\p{M}\p{N}_.'’\u200c\u200d-]{0,31}[\p{L}\p{M}\p{N}_])?)$/u;
const HERE = { joined: true, added: true, left: false, removed: false }; // what an event says of its subject or sender

/** @typedef {import("../conversation/people.js").Person} Person */

/**
 * What the server has said of the members of a room whom a message may mention. Who wrote here and is missing from an answer is no such
 * member, because the account is disabled or has left.
 */
export class KnownMembers {
    #members = new Map(); // id → person, in the order of the answers
    #missing = new Set(); // ids
    #whole = null; // the last query whose matches the server has all named

    /**
     * Takes an answer of the server.
     *
     * @param {string} query that was asked
     * @param {Person[]} found
     * @param {boolean} isWhole whether these are all who match
     * @param {Person[]} recent the recent members when it was asked
     */
    answer(query, found, isWhole, recent) {
        if (isWhole) {
            matching([...recent, ...this.#members.values()], query, Infinity).forEach(({ id }) => this.#missing.add(id));
        }
        found.forEach(({ id }) => this.#missing.delete(id));
        this.#members = new Map([...found, ...this.#members.values()].map(person => [person.id, person]));
        this.#whole = isWhole ? query : this.#whole;
    }

    /** @returns {boolean} whether the server has named all who match; all members are asked for again at each `@` */
    areAnswered(query) {
        return this.#whole !== null && query !== "" && query.startsWith(this.#whole);
    }

    /** @param {Person[]} recent @returns {Person[]} those of them whom a message may mention, then the other members; some twice */
    with(recent) {
        return [...recent, ...this.#members.values()].filter(({ id }) => !this.#missing.has(id));
    }
}

/**
 * @param {string} before the text before the cursor
 * @returns {{start: number, query: string}|null} the begun mention and where it starts; null if there is none
 */
export function begunMention(before) {
    const found = before.match(BEGUN);
    return found === null ? null : { start: found.index, query: found[1] };
}

/**
 * @param {import("../conversation/room-history.js").Message[]} messages of a room, oldest first
 * @returns {Person[]} those who wrote or came last, the latest first, without those who have left since
 */
export function recentMembers(messages) {
    const known = new Map(); // id → person, or null for one who has left: the newest line decides
    for (let at = messages.length - 1; at >= 0; at--) {
        const { sender, event } = messages[at];
        const person = event?.subject ?? sender;
        const isHere = HERE[event?.kind] ?? true;
        [[person, isHere], [sender, true]].forEach(([each, here]) => known.has(each.id) || known.set(each.id, here ? each : null));
    }
    return [...known.values()].filter(person => person !== null && person.username !== undefined);
}

/**
 * @param {Person[]} people each may be named several times
 * @param {string} query as typed after the `@`; empty for all
 * @param {number} most
 * @returns {Person[]} those whose name or username has, for each word of the query, a word that begins with it
 */
export function matching(people, query, most) {
    const words = queryWords(query);
    const unique = new Map(people.map(person => [person.id, person]));
    return [...unique.values()].filter(person => query === "" || isFound(person, words)).slice(0, most);
}
