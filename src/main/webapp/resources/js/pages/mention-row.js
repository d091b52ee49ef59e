/**
 * A row of the page of mentions, which links to the message.
 * @module
 */
import { avatar } from "../base/avatar.js";
import { make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { inFull, shortTime } from "../base/time-format.js";
import { plainText } from "../messages/markdown.js";

/** @typedef {import("../connection/rest.js").Mention} Mention */

/**
 * @param {Mention} mention
 * @returns {string} the address of its message; a conversation of two has the name of the other person, who is its sender
 */
export const addressOfMention = ({ room: { room, kind }, message: { seq, sender } }) => (
    `${kind === "DIRECT" ? `/chat/${encodeURIComponent(sender.username)}` : `/room/${room}`}#message-${seq}`);

/**
 * @param {Mention} mention
 * @returns {import("../rooms/paged-view.js").Row}
 */
export function mentionRow(mention) {
    const { room, message: { sender, sentAt } } = mention;
    const name = sender.displayName;
    const isNew = make("span", { class: "mention-row__new" }, t("mentions.new"));
    const text = make("span", { class: "mention-row__text", dir: "auto" });
    const reason = `mentions.${mention.reason}${room.kind === "DIRECT" ? ".direct" : ""}`;
    const link = make("a", { class: "mention-row", href: addressOfMention(mention) },
        avatar(sender, "s"),
        make("span", { class: "mention-row__what" }, t(reason, { name, room: room.title })), " ", isNew, " ",
        make("time", { class: "mention-row__time", datetime: sentAt, title: inFull(sentAt) }, shortTime(sentAt)), " ", text);
    return {
        element: make("li", {}, link),
        show: ({ message, unread }) => {
            text.textContent = plainText(message.message);
            link.classList.toggle("mention-row--unread", unread);
            isNew.hidden = !unread;
        },
    };
}
