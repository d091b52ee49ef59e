/**
 * The notifications of the board: of new messages and of a test.
 * @module
 */
import { installBell } from "./bell.js";
import { installMarkAllRead } from "./mark-all-read.js";
import { MuteButton } from "./mute-button.js";
import { NotificationDedup } from "./notification-dedup.js";
import { Notifier } from "./notifier.js";
import { showTest } from "./test-notification.js";
import { Toasts } from "./toasts.js";
import { installUnreadCount } from "./unread-count.js";

const TEST_AFTER_MS = 2_000; // by then the page that requested the test has shown it, if it got the frame

/** Handles the frames that show or withdraw notifications. */
export class Notifications {
    #dedup;
    #preferences;
    #mute;
    #tabs;

    /**
     * @param {object} parts
     * @param {import("../conversation/roster.js").Roster} parts.roster
     * @param {import("../conversation/people.js").People} parts.people
     * @param {{account: string}} parts.store of the account
     * @param {BroadcastChannel} parts.tabs of the account
     * @param {EventTarget & {now: {doNotDisturb: boolean, mutedSound: boolean}}} parts.preferences
     * @param {() => import("../conversation/naming.js").Named|null} parts.open returns the open conversation
     * @param {(path: string) => void} parts.go opens a page of the board
     */
    constructor({ roster, people, store, tabs, preferences, open, go }) {
        const toasts = new Toasts();
        this.#preferences = preferences;
        this.#tabs = tabs;
        this.#dedup = new NotificationDedup(store.account, tabs);
        this.#dedup.join();
        /** Those of new messages. */
        this.notifier = new Notifier({ roster, people, dedup: this.#dedup, toasts, preferences, open, go });
        this.#mute = new MuteButton(roster, people, toasts);
        installUnreadCount(roster);
        installMarkAllRead(roster, toasts);
        installBell(preferences);
    }

    /**
     * Withdraws the notification of the conversation that is now on the screen.
     *
     * @param {import("../conversation/naming.js").Named|null} conversation
     */
    opened(conversation) {
        this.#mute.opened(conversation);
        this.notifier.withdraw(conversation?.room); // its messages are on the screen now
    }

    /** Shows the test notification that a person has requested in the settings. */
    handleTest({ cid }) {
        setTimeout(async () => {
            if (await this.#dedup.claim(`test ${cid}`, 1)) {
                this.#tabs.postMessage({ type: "tested", cid, ...await showTest(this.#preferences) });
            }
        }, TEST_AFTER_MS);
    }
}
