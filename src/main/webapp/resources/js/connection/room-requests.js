/**
 * The REST calls about rooms, their members and their messages, one function each, which rejects as those of `rest.js` do.
 * @module
 */
import { PAGE_SIZE, get, send, sendPicture } from "./rest.js";

const NOT_FOUND = 404;

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

/** Marks all rooms as read. @returns {Promise<{rooms: number, messages: number}>} how many rooms and messages were unread */
export const markAllRead = () => send("POST", "/api/rooms/read", {});
