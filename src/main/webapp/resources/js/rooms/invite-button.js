/**
 * The button that shows the dialog of invitations, in the panel of a room and on the administrator's page.
 * @module
 */
import { announce } from "../base/announcement.js";

/**
 * Shows the dialog, which is loaded when it is first needed.
 *
 * @param {{id: number, title: string}|null} room null for the server
 * @param {string} unavailable what is announced if the dialog cannot be loaded
 */
export async function invite(room, unavailable) {
    try {
        const { showInviteDialog } = await import("../rooms/invite-dialog.js"); // with the folder, since the build joins this module into others
        await showInviteDialog(room);
    } catch {
        announce(unavailable);
    }
}
