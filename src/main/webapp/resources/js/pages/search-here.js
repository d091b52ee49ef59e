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
let conversation = null;

document.querySelector("#room-details").before(link);
link.addEventListener("click", show); // the first message may have made the room meanwhile

/** @param {import("../conversation/conversation.js").Conversation|null} opened the one on the screen now */
export function searchIn(opened) {
    conversation = opened;
    show();
}

function show() {
    link.href = `/search${conversation?.room ? `?room=${conversation.room}` : ""}`;
}
