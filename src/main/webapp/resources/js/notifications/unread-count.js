/**
 * The number of unread messages in the page's title, and the dot on its icon.
 * @module
 */
import { showUnread } from "../base/page-title.js";

/**
 * Shows the roster's number, now and whenever it changes. Many rooms change at once in a `welcome`: they are counted once.
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
