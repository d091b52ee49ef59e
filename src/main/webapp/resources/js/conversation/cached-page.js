/**
 * The newest page of a room as this browser keeps it: what becomes of it when a frame comes. Pure.
 * @module
 */
import { latest } from "./message-state.js";

const PAGE_SIZE = 50; // messages

/**
 * @typedef {object} Page without gaps
 * @property {number} room
 * @property {string} epoch
 * @property {object[]} messages by sequence number
 * @property {number} last the number up to which the page is complete
 * @property {boolean} more there are older messages
 * @property {boolean} [whole] it came as the server's answer, which may end early where the texts are long, and goes on from there
 */

/**
 * @param {Page} page
 * @returns {boolean} whether it has less than a page could: it began with a message that came before the page was fetched
 */
export const isShort = ({ messages, more, whole }) => more && !whole && messages.length < PAGE_SIZE;

/**
 * @param {import("./conversation.js").Conversation} conversation loaded
 * @returns {Page} its newest page
 */
export const pageOf = ({ room, epoch, messages, last, more, whole }) => ({
    room, epoch, messages: messages.slice(-PAGE_SIZE), last, more: more || messages.length > PAGE_SIZE, whole,
});

/**
 * Adds a message, or a change of one, to the page of a room.
 *
 * @param {Page|undefined} page undefined where there is none yet
 * @param {string|null} epoch of the room now
 * @param {{room: number, seq: number, state?: object}} frame a message; a change where it has a `state`
 * @returns {Page|null|undefined} the page with it; null where a change does not continue the page, which then lacks more than
 *     this and is dropped; undefined where the page has the frame already
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
