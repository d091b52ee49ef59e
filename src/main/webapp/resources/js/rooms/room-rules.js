/**
 * The limits of rooms, and what a member may do, as the server decides it too. Has no side effects.
 * @module
 */
import { countCodePoints, strip } from "../base/text-size.js";
import { isBlank } from "../base/text.js";

/** Most code points of a name. */
export const MAX_NAME = 64;
/** Most code points of a topic. */
export const MAX_TOPIC = 250;
/** Most people that a room can be made with, besides its owner. */
export const MAX_ADDED = 256;

/**
 * @param {string} text as typed
 * @param {number} limit in code points
 * @param {boolean} required whether an empty text is rejected
 * @returns {"missing"|"tooLong"|null} what is wrong with the text
 */
export function faultIn(text, limit, required) {
    if (countCodePoints(strip(text)) > limit) {
        return "tooLong";
    }
    return required && isBlank(text) ? "missing" : null;
}

/**
 * What the reader may do in a room.
 *
 * @typedef {object} Rights
 * @property {boolean} edit changes the name and the topic
 * @property {boolean} manage changes roles and removes members
 * @property {boolean} add adds people
 * @property {boolean} invite makes invitations
 * @property {boolean} archive
 * @property {boolean} restore
 */

/**
 * @param {{role: "OWNER"|"MEMBER", archived: boolean}} room an entry of the roster
 * @param {boolean} [administrator] whether the reader is an administrator of the server, who invites as owners do
 * @returns {Rights}
 */
export function rightsIn({ role, archived }, administrator = false) {
    const owner = role === "OWNER";
    return {
        edit: owner && !archived, manage: owner && !archived, invite: (owner || administrator) && !archived, add: !archived,
        archive: owner && !archived, restore: owner && archived,
    };
}
