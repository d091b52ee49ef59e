/**
 * A row of a page that lists messages of several conversations. It links to the message in its place.
 * @module
 */
import { avatar } from "../base/avatar.js";
import { currentAccount } from "../base/current-account.js";
import { make } from "../base/dom.js";
import { inFull, shortTime } from "../base/time-format.js";

/**
 * A message with its conversation.
 *
 * @typedef {object} Found
 * @property {{room: number, title: string, kind: "DIRECT"|"PRIVATE"|"PUBLIC"}} room
 * @property {import("../conversation/room-history.js").Message} message
 */

/**
 * @param {Found} found
 * @returns {string} the address of the message. A conversation of two has the username of the other person in its address; of an
 *     own message only the room is known, from whose address the server leads there
 */
export function addressOf({ room: { room, kind }, message: { seq, sender } }) {
    const isOfOther = kind === "DIRECT" && sender.id !== currentAccount().id;
    return `${isOfOther ? `/chat/${encodeURIComponent(sender.username)}` : `/room/${room}`}#message-${seq}`;
}

/**
 * Makes a row.
 *
 * @param {Found} found
 * @param {string} what who wrote where, and why the row is there
 * @param {Node[]} [beside] what stands between that and the time
 * @returns {{element: HTMLLIElement, link: HTMLAnchorElement, text: HTMLElement}} the row, its link, and the place of the text
 */
export function messageRow(found, what, beside = []) {
    const { sender, sentAt } = found.message;
    const text = make("span", { class: "message-row__text", dir: "auto" });
    const link = make("a", { class: "message-row", href: addressOf(found) },
        avatar(sender, "s"),
        make("span", { class: "message-row__what" }, what), " ", ...beside.flatMap(each => [each, " "]),
        make("time", { class: "message-row__time", datetime: sentAt, title: inFull(sentAt) }, shortTime(sentAt)), " ", text);
    return { element: make("li", {}, link), link, text };
}
