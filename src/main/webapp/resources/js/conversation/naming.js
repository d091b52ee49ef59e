/**
 * How a conversation is named, pictured and addressed: one of two by the other person, a room of several by its title. Has
 * no side effects.
 * @module
 */

/** @typedef {{account: number|null, room: number|null, title: string|null, picture?: string}} Named an entry of the roster, or a conversation */

/**
 * @param {Named} conversation
 * @param {import("./people.js").People} [people] not for a room of several
 * @returns {import("./people.js").Person} the other person; for a room of several its id and title, without a username
 */
export const personOrRoom = ({ account, room, title, picture }, people) => (
    account === null ? { id: room, username: "", displayName: title, avatar: picture, owner: `room-${room}` } : people.get(account));

/**
 * @param {Named} conversation
 * @param {import("./people.js").People} people
 * @returns {string} the path of its page
 */
export const addressOf = ({ account, room }, people) => (
    account === null ? `/room/${room}` : `/chat/${encodeURIComponent(people.get(account).username)}`);
