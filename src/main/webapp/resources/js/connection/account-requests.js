/**
 * The REST calls about people, the own account and invitations, one function each, which rejects as those of `rest.js` do.
 * @module
 */
import { PAGE_SIZE, get, send, sendPicture } from "./rest.js";

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
