/**
 * A row of the page of mentions, which links to the message.
 * @module
 */
import { make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { lineOf } from "../messages/preview.js";
import { messageRow } from "./message-row.js";

/**
 * @param {import("../connection/room-requests.js").Mention} mention
 * @returns {import("../rooms/paged-view.js").Row}
 */
export function mentionRow(mention) {
    const { room, message: { sender } } = mention;
    const isNew = make("span", { class: "message-row__new" }, t("mentions.new"));
    const reason = `mentions.${mention.reason}${room.kind === "DIRECT" ? ".direct" : ""}`;
    const { element, link, text } = messageRow(mention, t(reason, { name: sender.displayName, room: room.title }), [isNew]);
    return {
        element,
        show: ({ message, unread }) => {
            text.textContent = lineOf(message.message, message.files?.length);
            link.classList.toggle("message-row--unread", unread);
            isNew.hidden = !unread;
        },
    };
}
