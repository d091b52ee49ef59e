/**
 * Entry of the page of mentions: what mentions the reader or answers a message of the reader, newest first.
 * @module
 */
import { currentAccount } from "../base/current-account.js";
import { debounced } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { ChatSocket } from "../connection/chat-socket.js";
import { FrameRouter } from "../connection/frame-router.js";
import { fetchMentions } from "../connection/room-requests.js";
import { UserActivity } from "../connection/user-activity.js";
import { concerns } from "../conversation/message-state.js";
import { PagedList } from "../rooms/paged-list.js";
import { PagedView } from "../rooms/paged-view.js";
import { mentionRow } from "./mention-row.js";
import { installSearchKey } from "./search-key.js";

const RELOAD_AFTER_MS = 100; // frames often come several at once

const self = currentAccount();
const keyOf = ({ message }) => message.id;
const list = new PagedList((_, after, limit) => fetchMentions(after, limit), "mentions", keyOf);
const view = new PagedView(list, {
    label: t("mentions.label"),
    keyOf,
    makeRow: mentionRow,
    none: () => t("mentions.none"),
});
const socket = new ChatSocket({ active: () => activity.forHello() });
const activity = new UserActivity(socket);
const reload = debounced(() => list.reload(), RELOAD_AFTER_MS);

document.querySelector("#mentions").append(view.element);
list.search("");
new FrameRouter(socket)
    .on("rooms", {
        welcome: reload, // something may have changed without a connection
        message: message => concerns(message, self.id) && reload(),
        change: ({ id }) => list.items.some(({ message }) => message.id === id) && reload(),
        receipt: ({ account, mentions }) => account === self.id && mentions !== undefined && reload(), // read, perhaps on another device
        gone: reload,
    })
    .on("resume", { welcome: () => activity.handleWelcome() });
installSearchKey();
socket.open();
