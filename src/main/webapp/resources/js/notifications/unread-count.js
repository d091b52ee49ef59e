/**
 * The number of unread messages in the page's title, the dot on its icon, and the number of unread mentions on their link.
 * @module
 */
import { showUnread } from "../base/page-title.js";
import { shownMentions } from "../conversation/roster-entry.js";

/**
 * Shows the roster's unread counts, now and at each change. Counts once for all rooms of a `welcome`.
 *
 * @param {import("../conversation/roster.js").Roster} roster
 */
export function installUnreadCount(roster) {
    const mentions = document.querySelector("#mentions-count");
    let scheduled = false;
    const showSoon = () => {
        if (!scheduled) {
            scheduled = true;
            queueMicrotask(() => {
                scheduled = false;
                showUnread(roster.unread);
                mentions.textContent = roster.mentions > 0 ? shownMentions(roster.mentions) : "";
            });
        }
    };
    roster.addEventListener("change", showSoon);
    showSoon();
}
