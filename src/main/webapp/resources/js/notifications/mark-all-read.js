/**
 * The button that marks all conversations as read.
 * @module
 */
import { t } from "../base/i18n.js";
import { markAllRead } from "../connection/room-requests.js";

function outcome(conversations, messages) {
    if (messages === 0) {
        return t("notify.readAll.none");
    }
    return t(conversations === 1 ? "notify.readAll.inOne" : "notify.readAll.inMany", { count: messages, conversations });
}

/**
 * Installs the button.
 *
 * @param {import("../conversation/roster.js").Roster} roster
 * @param {import("./toasts.js").Toasts} toasts
 */
export function installMarkAllRead(roster, toasts) {
    const button = document.querySelector("#mark-all");
    const show = (title, body) => toasts.show({ tag: "read-all", title, body });
    button.addEventListener("click", async () => {
        const before = roster.unreadRooms;
        button.setAttribute("aria-busy", "true");
        try {
            const { rooms, messages } = await markAllRead();
            before.forEach(({ room, seq }) => roster.markRead(room, seq)); // for some rooms the server sends this page no receipt
            show(t("notify.readAll.title"), outcome(rooms, messages));
        } catch {
            show(t("notify.readAll.notAll"), t("notify.readAll.failed"));
        } finally {
            button.removeAttribute("aria-busy");
        }
    });
}
