/**
 * The key of a conversation in this browser: the id of its room. A conversation of two has no room before its first
 * message. Until then its key is temporary and names the other person's account; what is kept under it moves to the room.
 * @module
 */

/** @typedef {number|string} ConversationKey id of the room; `to 2` for a conversation of two that has no room yet */

const TEMPORARY = /^to (\d+)$/u;

/**
 * @param {{room: number|null, account: number|null}} conversation `account`: account id of the other person, null in a room
 *     of several
 * @returns {ConversationKey}
 */
export const keyOf = ({ room, account }) => room ?? temporaryKey(account);

/** @returns {ConversationKey} the key of the conversation with this account, which has no room yet */
export const temporaryKey = account => `to ${account}`;

/** @returns {number|null} the account id in a temporary key, null for the id of a room */
export function accountIn(key) {
    const [, account] = TEMPORARY.exec(key) ?? [];
    return account === undefined ? null : Number(account);
}
