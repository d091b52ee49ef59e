/**
 * The cached newest page of a room, and how a frame changes it. Has no side effects.
 * @module
 */
import { latest } from "./message-state.js";

const PAGE_SIZE = 50; // messages in a cached page

/**
 * @typedef {object} Page a page without gaps
 * @property {number} room
 * @property {string} epoch
 * @property {object[]} messages by sequence number
 * @property {number} last sequence number up to which the page is complete
 * @property {boolean} more whether the room has older messages
 * @property {boolean} [whole] whether the server sent the page; such a page is complete even if long texts
 *     leave room for few messages
 */

/**
 * @param {Page} page
 * @returns {boolean} whether older messages may be missing, because the page began with a live message and was never
 *     fetched from the server
 */
export const isShort = ({ messages, more, whole }) => more && !whole && messages.length < PAGE_SIZE;

/**
 * @param {import("./conversation.js").Conversation} conversation a loaded conversation
 * @returns {Page} its newest page
 */
export const pageOf = ({ room, epoch, messages, last, more, whole }) => ({
    room, epoch, messages: messages.slice(-PAGE_SIZE), last, more: more || messages.length > PAGE_SIZE, whole,
});

/**
 * Adds a message, or a change of one, to the page of a room.
 *
 * @param {Page|undefined} page undefined if none is cached
 * @param {string|null} epoch the room's present epoch
 * @param {{room: number, seq: number, state?: object}} frame a message; a change if it has a `state`
 * @returns {Page|null|undefined} the new page; null if a change leaves a gap, so that the page must be dropped; undefined if
 *     the page contains the frame already
 */
export function withFrame(page, epoch, frame) {
    const { room, seq, state } = frame;
    const continues = page?.epoch === epoch && seq <= page.last + 1;
    if (continues && seq <= page.last) {
        return undefined;
    }
    if (state !== undefined) {
        return continues ? { ...page, messages: page.messages.map(message => latest(message, state)), last: seq } : null;
    }
    return {
        room, epoch, last: seq,
        messages: continues ? [...page.messages, frame].slice(-PAGE_SIZE) : [frame],
        more: seq > 1 && (!continues || page.more || page.messages.length >= PAGE_SIZE),
        whole: continues && page.whole,
    };
}
