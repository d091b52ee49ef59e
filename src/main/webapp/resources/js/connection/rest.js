/**
 * The REST calls of the pages, one function each: the only module that knows their paths, methods and bodies. Each rejects with a
 * {@link RestError} where the server answers with an error, and with the browser's own error where it does not answer.
 * @module
 */

const PAGE_SIZE = 50; // people or rooms
const TOO_MANY_REQUESTS = 429; // the answer says after how many seconds to try again
const RETRIES = 2;
const LONGEST_WAIT_S = 30;

/** The server answered, but did not do it. */
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
 * @param {string|null} after `next` of the page before; null for the first page
 * @returns {Promise<{rooms: object[], next?: string}>} conversations, newest activity first
 */
export const fetchRooms = after => get("/api/rooms", { after, limit: PAGE_SIZE });

/**
 * @param {string} query what is searched for; empty for everyone
 * @param {string|null} after `next` of the page before; null for the first page
 * @returns {Promise<{people: import("../conversation/roster-entry.js").Person[], next?: string}>} people by name
 */
export const fetchPeople = (query, after) => get("/api/people", { query, after, limit: PAGE_SIZE });

/** Mutes a room for this account, or unmutes it. @param {number} room @param {boolean} muted */
export const muteRoom = (room, muted) => send("PUT", `/api/rooms/${room}/mute`, { muted });

/** @returns {Promise<{rooms: number, messages: number}>} what was unread until now */
export const markAllRead = () => send("POST", "/api/rooms/read", {});

/**
 * @param {import("../people/preferences.js").Chosen} preferences all of them
 * @returns {Promise<import("../people/preferences.js").Chosen>} as they are stored
 */
export const savePreferences = preferences => send("PUT", "/api/me/preferences", preferences);

/**
 * Asks the server to send a test notification to all pages of this account.
 *
 * @param {string} cid that the notification will carry
 * @returns {Promise<{pages: number}>} how many pages it was sent to
 */
export const sendTestNotification = cid => send("POST", "/api/notifications/test", { cid });

/** A read is repeated where the server asks for a pause; a write is not, since the person is waiting for its outcome. */
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
