/**
 * The REST calls of the pages, one function each. Only this module knows their paths, methods and bodies. A function rejects
 * with a {@link RestError} if the server answers with an error, and with the browser's error if there is no answer.
 * @module
 */

const PAGE_SIZE = 50; // people or rooms in one answer
const TOO_MANY_REQUESTS = 429; // the header Retry-After has the seconds to wait
const RETRIES = 2;
const LONGEST_WAIT_S = 30;

/** Thrown when the server answers with an error status. */
export class RestError extends Error {
    name = "RestError";

    /**
     * @param {string} request method and path
     * @param {number} status of HTTP
     */
    constructor(request, status) {
        super(`${request} answered ${status}`);
        this.status = status;
    }
}

/**
 * Reads a page of the account's conversations.
 *
 * @param {string|null} after `next` of the previous page; null for the first page
 * @returns {Promise<{rooms: object[], next?: string}>} conversations, newest activity first
 */
export const fetchRooms = after => get("/api/rooms", { after, limit: PAGE_SIZE });

/**
 * Reads a page of the list of people.
 *
 * @param {string} query search text; empty for everyone
 * @param {string|null} after `next` of the previous page; null for the first page
 * @returns {Promise<{people: import("../conversation/people.js").Person[], next?: string}>} people by name
 */
export const fetchPeople = (query, after) => get("/api/people", { query, after, limit: PAGE_SIZE });

/** Mutes a room for this account, or unmutes it. @param {number} room @param {boolean} muted */
export const muteRoom = (room, muted) => send("PUT", `/api/rooms/${room}/mute`, { muted });

/** Marks all rooms as read. @returns {Promise<{rooms: number, messages: number}>} how many rooms and messages were unread */
export const markAllRead = () => send("POST", "/api/rooms/read", {});

/**
 * Stores the preferences of the account.
 *
 * @param {import("../people/preferences.js").Chosen} preferences all preferences
 * @returns {Promise<import("../people/preferences.js").Chosen>} the stored preferences
 */
export const savePreferences = preferences => send("PUT", "/api/me/preferences", preferences);

/**
 * Requests a test notification on all pages of this account.
 *
 * @param {string} cid id that the notification contains
 * @returns {Promise<{pages: number}>} how many pages it was sent to
 */
export const sendTestNotification = cid => send("POST", "/api/notifications/test", { cid });

/**
 * Reads a resource, and repeats the request if the server asks for a pause. Writes are not repeated, since the person waits
 * for their outcome.
 */
async function get(path, parameters) {
    const given = Object.entries(parameters).filter(([, value]) => value !== null && value !== "");
    const ask = () => fetch(`${path}?${new URLSearchParams(given)}`, { headers: { Accept: "application/json" } });
    let answer = await ask();
    for (let retries = 0; answer.status === TOO_MANY_REQUESTS && retries < RETRIES; retries++) {
        const seconds = Number(answer.headers.get("Retry-After")) || 1;
        await new Promise(resolve => setTimeout(resolve, Math.min(seconds, LONGEST_WAIT_S) * 1_000));
        answer = await ask();
    }
    return bodyOf(answer, `GET ${path}`);
}

async function send(method, path, body) {
    const answer = await fetch(path, {
        method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
    });
    return bodyOf(answer, `${method} ${path}`);
}

function bodyOf(answer, request) {
    if (!answer.ok) {
        throw new RestError(request, answer.status);
    }
    return answer.json();
}
