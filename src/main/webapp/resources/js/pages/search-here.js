/**
 * The link in the header of a conversation to the search in it.
 * @module
 */
import { icon, make } from "../base/dom.js";
import { t } from "../base/i18n.js";

const label = t("chat.search");
const link = make("a", {
    class: "button button--quiet button--icon conversation__search", id: "search-here", title: label, "aria-label": label,
}, icon("search"));
document.querySelector("#room-details").before(link);

/** @param {import("../conversation/conversation.js").Conversation|null} conversation the one on the screen now */
export function searchIn(conversation) {
    link.href = `/search${conversation?.room ? `?room=${conversation.room}` : ""}`;
}
