/**
 * The number of unread messages in the page's title, and the dot on its icon.
 * @module
 */
import { showUnread } from "../base/page-title.js";

/**
 * Shows the roster's unread count, now and at each change. Counts once for all rooms of a `welcome`.
 *
 * @param {import("../conversation/roster.js").Roster} roster
 */
export function installUnreadCount(roster) {
    let scheduled = false;
    const showSoon = () => {
        if (!scheduled) {
            scheduled = true;
            queueMicrotask(() => {
                scheduled = false;
                showUnread(roster.unread);
            });
        }
    };
    roster.addEventListener("change", showSoon);
    showSoon();
}
