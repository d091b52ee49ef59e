/**
 * Registers the handlers of each frame of the server, by phase: the routing table of the board.
 * @module
 */
import { clock } from "../base/clock.js";
import { FrameRouter } from "../connection/frame-router.js";
import { dismissAll } from "../notifications/desktop-notifications.js";

/**
 * Registers all handlers of the board.
 *
 * @param {object} parts the objects that board-page.js makes
 * @param {{id: number, username: string}} parts.self
 */
export function routeFrames(parts) {
    const {
        self, socket, localData, composer, attach, mentions, preferences, outbox, conversations, notifications, presence, typing,
        receipts, activity, resume,
    } = parts;
    const { notifier } = notifications;

    /** Another account may have signed in in this browser; its frames must not reach this page. */
    const admits = ({ account: { id, username } }) => {
        const same = id === self.id && username === self.username;
        if (!same) {
            socket.close();
            dismissAll().finally(() => location.reload());
        }
        return same;
    };

    new FrameRouter(socket, admits)
        .on("settings", {
            welcome: frame => {
                localData.handleWelcome();
                clock.set(frame.now);
                composer.limit = frame.limits?.messageCodePoints ?? composer.limit;
                attach.handleWelcome(frame);
                mentions.handleWelcome(frame);
                preferences.handle(frame);
            },
            preferences: frame => preferences.handle(frame),
        })
        .on("outbox", {
            ack: frame => outbox.handleAnswer(frame),
            message: frame => outbox.handleAnswer(frame),
            page: frame => localData.handlePage(frame),
            error: frame => outbox.handleError(frame),
        })
        .on("snapshot", {
            welcome: frame => notifier.remember(frame),
        })
        .on("rooms", {
            welcome: frame => conversations.handleWelcome(frame),
            room: frame => conversations.handleRoom(frame),
            message: frame => conversations.handleMessage(frame),
            change: frame => conversations.handleChange(frame),
            page: frame => conversations.handlePage(frame),
            synced: frame => conversations.handleSynced(frame),
            reset: frame => conversations.handleReset(frame),
            person: frame => conversations.handlePerson(frame),
            receipt: frame => conversations.handleReceipt(frame),
            notify: frame => conversations.handleNotify(frame),
            gone: frame => conversations.handleGone(frame),
            error: frame => conversations.handleError(frame),
        })
        .on("ephemeral", {
            presence: frame => presence.handlePresence(frame),
            typing: frame => typing.handleTyping(frame),
            message: frame => typing.handleMessage(frame),
            error: frame => receipts.handleError(frame),
        })
        .on("notifications", {
            welcome: frame => notifier.handleWelcome(frame),
            change: frame => notifier.handleChange(frame),
            test: frame => notifications.handleTest(frame),
        })
        .on("resume", {
            welcome: frame => {
                activity.handleWelcome();
                presence.handleWelcome();
                receipts.handleWelcome(frame);
                resume(frame);
            },
        });
}
