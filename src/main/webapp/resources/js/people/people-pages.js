/**
 * The people that are not in the page yet, by pages of REST.
 * @module
 */

const PAGE = 50;
const TOO_MUCH = 429; // at once; the answer says when it goes better
const REPEATS = 2;
const LONGEST_WAIT_S = 30;

/** @returns {Promise<object>} the answer's JSON; rejected where there is none */
async function get(path, parameters) {
    const given = Object.entries(parameters).filter(([, value]) => value !== null && value !== "");
    const ask = () => fetch(`${path}?${new URLSearchParams(given)}`, { headers: { Accept: "application/json" } });
    let answer = await ask();
    for (let repeats = 0; answer.status === TOO_MUCH && repeats < REPEATS; repeats++) {
        const seconds = Number(answer.headers.get("Retry-After")) || 1;
        await new Promise(resolve => setTimeout(resolve, Math.min(seconds, LONGEST_WAIT_S) * 1_000));
        answer = await ask();
    }
    if (!answer.ok) {
        throw new Error(`${path} answered ${answer.status}`);
    }
    return answer.json();
}

/**
 * @param {string|null} after where the page before ended
 * @returns {Promise<{rooms: object[], next?: string}>} conversations, newest activity first
 */
export const fetchRooms = after => get("/api/rooms", { after, limit: PAGE });

/** People by name, whom a search finds, a page at a time. */
export class PeoplePages {
    #query;
    #after = null;
    #done = false;

    /** @param {string} query empty for everyone */
    constructor(query) {
        this.#query = query;
    }

    /** @returns {boolean} whether all have come */
    get done() {
        return this.#done;
    }

    /** @returns {Promise<import("../conversation/roster.js").Person[]>} the next page */
    async next() {
        const { people, next = null } = await get("/api/people",
            { query: this.#query, after: this.#after, limit: PAGE });
        this.#after = next;
        this.#done = next === null;
        return people;
    }
}
