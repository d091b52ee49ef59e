/**
 * Entry of the page of mentions: what mentions the reader or answers a message of the reader, newest first.
 * @module
 */
import { t } from "../base/i18n.js";
import { fetchMentions } from "../connection/rest.js";
import { PagedList } from "../rooms/paged-list.js";
import { PagedView } from "../rooms/paged-view.js";
import { mentionRow } from "./mention-row.js";

const keyOf = ({ message }) => message.id;
const list = new PagedList((_, after, limit) => fetchMentions(after, limit), "mentions", keyOf);
const view = new PagedView(list, {
    label: t("mentions.label"),
    keyOf,
    makeRow: mentionRow,
    none: () => t("mentions.none"),
});

document.querySelector("#mentions").append(view.element);
list.search("");
document.addEventListener("visibilitychange", () => (
    document.visibilityState === "visible" && !list.loading && list.reload())); // some were read meanwhile, here or on another device
