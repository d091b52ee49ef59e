/**
 * The REST calls of the pages, one function each. Only this module knows their paths, methods and bodies. A function rejects
 * with a {@link RestError} if the server answers with an error, and with the browser's error if there is no answer.
 * @module
 */

const PAGE_SIZE = 50; // people or rooms in one answer
const NO_CONTENT = 204;
const NOT_FOUND = 404;
const TOO_MANY_REQUESTS = 429; // the header Retry-After has the seconds to wait
const RETRIES = 2;
const LONGEST_WAIT_S = 30;

/** Thrown when the server answers with an error status. */
export class RestError extends Error {
    name = "RestError";

    /**
     * @param {string} request method and path
     * @param {number} status of HTTP
     * @param {{detail?: string, errors?: Record<string, string>}} problem of RFC 9457, in the reader's language: what went
     *     wrong, and a sentence for each rejected field; empty if the answer has none, such as that of a proxy
     */
    constructor(request, status, { detail = null, errors = {} }) {
        super(`${request} answered ${status}`);
        this.status = status;
        this.detail = detail;
        this.errors = errors;
    }
}

/**
 * Reads a page of the account's conversations.
 *
 * @param {string|null} after `next` of the previous page; null for the first page
 * @returns {Promise<{rooms: object[], next?: string}>} conversations, newest activity first
 */
export const fetchRooms = after => get("/api/rooms", { after, limit: PAGE_SIZE });

/** @returns {Promise<boolean>} whether this account is a member of a room @param {number} room */
export const isMember = room => get(`/api/rooms/${room}/messages`, { limit: 1 }).then(() => true, error => {
    if (error.status !== NOT_FOUND) {
        throw error;
    }
    return false;
});

/**
 * Reads a page of the list of people.
 *
 * @param {string} query search text; empty for everyone
 * @param {string|null} after `next` of the previous page; null for the first page
 * @param {number} [limit] most people
 * @returns {Promise<{people: import("../conversation/people.js").Person[], next?: string}>} people by name
 */
export const fetchPeople = (query, after, limit = PAGE_SIZE) => get("/api/people", { query, after, limit });

/**
 * Reads a page of the list of people with the guests who are in a room with the account, as {@link fetchPeople} does. Guests are marked.
 *
 * @returns {Promise<{people: (import("../conversation/people.js").Person & {guest?: boolean})[], next?: string}>}
 */
export const fetchPeopleAndGuests = (query, after, limit) => get("/api/people", { query, after, limit, guests: true });

/** Reads a page of all people of the server, as an administrator. Like {@link fetchPeopleAndGuests}. */
export const fetchAllPeople = (query, after, limit) => get("/api/admin/people", { query, after, limit });

/**
 * Makes a room, whose owner the account becomes.
 *
 * @param {{cid: string, kind: "PRIVATE"|"PUBLIC", name: string, topic?: string, members: number[]}} room `members`: ids of other
 *     accounts; a repeat with the same `cid` makes no second room
 * @returns {Promise<object>} the room, as in a `room` frame
 */
export const createRoom = room => send("POST", "/api/rooms", room);

/**
 * Changes a room.
 *
 * @param {number} room
 * @param {{name: string}|{topic: string}|{archived: boolean}} change
 * @returns {Promise<object>} the room, as in a `room` frame
 */
export const changeRoom = (room, change) => send("PATCH", `/api/rooms/${room}`, change);

/**
 * Changes the picture of a room.
 *
 * @param {number} room
 * @param {Blob} picture
 * @returns {Promise<{picture: string}>} its version
 */
export const saveRoomPicture = (room, picture) => sendPicture(`/api/rooms/${room}/picture`, picture);

/** Removes the picture of a room. @param {number} room */
export const removeRoomPicture = room => send("DELETE", `/api/rooms/${room}/picture`);

/**
 * Reads a page of the public rooms.
 *
 * @param {string} query search text; empty for all
 * @param {string|null} after `next` of the previous page; null for the first page
 * @param {number} limit most rooms
 * @returns {Promise<{rooms: {room: number, name: string, topic?: string, memberCount: number, member: boolean}[],
 *     next?: string}>} rooms by name
 */
export const fetchPublicRooms = (query, after, limit) => get("/api/rooms/public", { query, after, limit });

/**
 * A member of a room.
 *
 * @typedef {object} Member
 * @property {import("../conversation/people.js").Person} account
 * @property {"OWNER"|"MEMBER"} role
 * @property {string} joinedAt
 * @property {boolean} [guest] whether the account is a guest
 */

/**
 * Reads a page of the members of a room.
 *
 * @param {number} room
 * @param {string} query search text; empty for all
 * @param {string|null} after `next` of the previous page; null for the first page
 * @param {number} limit most members
 * @returns {Promise<{members: Member[], next?: string}>} members by name
 */
export const fetchMembers = (room, query, after, limit) => get(`/api/rooms/${room}/members`, { query, after, limit });

/**
 * Adds a member to a room, or changes the role of one.
 *
 * @param {number} room
 * @param {number|"me"} account `me` joins a public room
 * @param {"OWNER"|"MEMBER"} [role] without it, a new member is a plain one
 * @returns {Promise<Member>}
 */
export const putMember = (room, account, role) => send("PUT", `/api/rooms/${room}/members/${account}`, { role });

/** Removes a member from a room. @param {number} room @param {number|"me"} account `me` leaves */
export const removeMember = (room, account) => send("DELETE", `/api/rooms/${room}/members/${account}`);

/**
 * Reads a page of the members who have read a message, by name, without its sender.
 *
 * @param {number} room
 * @param {number} message its id
 * @param {string|null} after `next` of the previous page; null for the first page
 * @param {number} limit most members
 * @returns {Promise<{readers: import("../conversation/people.js").Person[], next?: string}>}
 */
export const fetchReaders = (room, message, after, limit) => get(`/api/rooms/${room}/messages/${message}/readers`, { after, limit });

/**
 * Reads the members of a room whose names or usernames begin with a query; those who wrote there last come first.
 *
 * @param {number} room
 * @param {string} query search text; empty for all
 * @param {number} limit most members, at most 20
 * @returns {Promise<{members: Member[], mentionable?: number}>} fewer `members` than `limit` are all that match; `mentionable`, without a
 *     query: how many members the reader mentions by `@all`
 */
export const suggestMembers = (room, query, limit) => get(`/api/rooms/${room}/members`, { query, sort: "recent", limit });

/**
 * Sets which messages of a room notify this account.
 *
 * @param {number} room
 * @param {import("../conversation/roster-entry.js").Level} level
 */
export const setNotifyLevel = (room, level) => send("PUT", `/api/rooms/${room}/notify`, { level });

/**
 * Marks the messages of a room as unread from one on.
 *
 * @param {number} room
 * @param {number} seq sequence number of that message
 * @returns {Promise<{room: number, readSeq: number, unread: number, mentions: number}>}
 */
export const markUnread = (room, seq) => send("POST", `/api/rooms/${room}/unread`, { seq });

/**
 * A message that mentions this account, mentions everybody, or answers a message of this account.
 *
 * @typedef {object} Mention
 * @property {{room: number, title: string, kind: "DIRECT"|"PRIVATE"|"PUBLIC"}} room
 * @property {import("../conversation/room-history.js").Message} message
 * @property {"mention"|"all"|"reply"} reason
 * @property {boolean} unread
 */

/**
 * Reads a page of the messages that concern this account.
 *
 * @param {string|null} after `next` of the previous page; null for the first page
 * @param {number} limit most messages
 * @returns {Promise<{mentions: Mention[], next?: string}>} newest first
 */
export const fetchMentions = (after, limit) => get("/api/mentions", { after, limit });

/**
 * A message that a search has found.
 *
 * @typedef {object} Hit
 * @property {{room: number, title: string, kind: "DIRECT"|"PRIVATE"|"PUBLIC"}} room
 * @property {import("../conversation/room-history.js").Message} message
 * @property {[number, number][]} marks start and length of each match in its text, in UTF-16 units
 */

/**
 * Searches the messages of this account.
 *
 * @param {Record<string, string>} terms `q`, `room`, `sender`, `from`, `until`, `has`
 * @param {string|null} cursor `next` of the previous page; null for the first page
 * @param {number} limit most hits
 * @returns {Promise<{hits: Hit[], next?: string, complete: boolean, progress?: number}>} newest first. Not `complete`: the server's
 *     index is being built, `progress` per cent of it are there
 */
export const searchMessages = (terms, cursor, limit) => get("/api/search", { ...terms, cursor, limit });

/**
 * An open invitation.
 *
 * @typedef {object} Invite
 * @property {number} id
 * @property {import("../conversation/people.js").Person} maker
 * @property {number} [room] without it, an invitation to the server
 * @property {string} [title] name of the room, if the reader may see it
 * @property {boolean} guest whether new accounts become guests
 * @property {number} uses
 * @property {number} usesLeft
 * @property {string} expiresAt
 */

/**
 * Reads a page of the open invitations, newest first.
 *
 * @param {number|null} room null for one's own; an administrator gets all
 * @param {string|null} after `next` of the previous page; null for the first page
 * @param {number} limit most invitations
 * @returns {Promise<{invites: Invite[], next?: string}>}
 */
export const fetchInvites = (room, after, limit) => get("/api/invites", { room, after, limit });

/**
 * Makes an invitation.
 *
 * @param {{room?: number, uses: number, expiresAt: string, guest: boolean}} terms
 * @returns {Promise<{id: number, link: string}>} no other answer has the link
 */
export const createInvite = terms => send("POST", "/api/invites", terms);

/** Revokes an invitation. @param {number} id */
export const revokeInvite = id => send("DELETE", `/api/invites/${id}`);

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
 * Makes a help link, as an administrator.
 *
 * @param {number|string} account whose person has forgotten the password
 * @returns {Promise<{link: string, expiresAt: string}>}
 */
export const makeHelpLink = account => send("POST", `/api/admin/people/${account}/help-link`, {});

/**
 * Changes the own picture.
 *
 * @param {Blob} picture
 * @returns {Promise<{avatar: string}>} its version
 */
export const saveAvatar = picture => sendPicture("/api/me/avatar", picture);

/** Removes the own picture. */
export const removeAvatar = () => send("DELETE", "/api/me/avatar");

/** Signs another device of this account out. @param {number|string} id of its sign-in */
export const endSignIn = id => send("DELETE", `/api/me/sign-ins/${id}`);

/** Signs all other devices of this account out. */
export const endOtherSignIns = () => send("DELETE", "/api/me/sign-ins");

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

async function sendPicture(path, picture) {
    const answer = await fetch(path, { method: "PUT", headers: { "Content-Type": picture.type }, body: picture });
    return bodyOf(answer, `PUT ${path}`);
}

async function bodyOf(answer, request) {
    if (!answer.ok) {
        throw new RestError(request, answer.status, await answer.json().catch(() => ({})));
    }
    return answer.status === NO_CONTENT ? null : answer.json();
}
