/**
 * A row of the page of search: a message that was found, with its matches marked.
 * @module
 */
import { currentAccount } from "../base/current-account.js";
import { icon, make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { snippet } from "../messages/snippet.js";
import { messageRow } from "./message-row.js";

/** @typedef {import("../connection/room-requests.js").Hit} Hit */

/** @returns {string} who wrote the message, and where */
function origin({ room: { title, kind }, message: { sender } }) {
    const key = `search.origin.${kind === "DIRECT" ? "direct" : "room"}.${sender.id === currentAccount().id ? "own" : "theirs"}`;
    return t(key, { name: sender.displayName, room: title });
}

const marked = ({ text, isMatch }) => (isMatch ? make("mark", { class: "message-row__match" }, text) : text);

const fileName = ({ name }) => make("span", { class: "message-row__file" }, icon("file"), make("bdi", {}, name), " ");

/**
 * @param {Hit} hit
 * @returns {import("../rooms/paged-view.js").Row} its link has the id of the message as `data-id`
 */
export function hitRow(hit) {
    const { element, link, text } = messageRow(hit, origin(hit));
    link.dataset.id = hit.message.id;
    return {
        element,
        show: ({ message, marks }) => {
            text.replaceChildren(...snippet(message.message, marks ?? []).map(marked), " ", ...(message.files ?? []).map(fileName));
        },
    };
}
