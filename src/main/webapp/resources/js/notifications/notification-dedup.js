/**
 * Deduplicates notifications across an account's tabs: only the first tab that claims a notification shows it.
 * @module
 */

const RECEIVED_AFTER_MS = 100; // a tab holds the lock this long, so that the others receive its claim before they get the lock

/** The claims of all tabs. A lock makes the tabs claim one after another. */
export class NotificationDedup {
    #account;
    #tabs;
    #claimed = new Map(); // subject → highest seq claimed
    #visibleLock; // name of the lock that each joined tab holds while it is visible
    #release = null;

    /**
     * @param {string} account name of the account in the browser's store
     * @param {BroadcastChannel} tabs of that account
     */
    constructor(account, tabs) {
        this.#account = account;
        this.#tabs = tabs;
        this.#visibleLock = `chatboard visible ${account}`;
        tabs.addEventListener("message", ({ data }) => {
            if (data.type === "claimed") {
                this.#note(data.about, data.seq);
            }
        });
    }

    /**
     * Claims a notification.
     *
     * @param {string} about its subject: a room, such as `room 7`
     * @param {number} seq of the newest message that it shows
     * @returns {Promise<boolean>} false if another tab shows it or has shown it
     */
    async claim(about, seq) {
        if (navigator.locks === undefined) { // plain http has no locks: each visible tab shows the notification
            return this.#isNew(about, seq) && this.#note(about, seq);
        }
        return new Promise(resolve => {
            navigator.locks.request(`chatboard notification ${this.#account} ${about}`, () => {
                const claimed = this.#isNew(about, seq);
                if (claimed) {
                    this.#note(about, seq);
                    this.#tabs.postMessage({ type: "claimed", about, seq });
                }
                resolve(claimed);
                return claimed ? new Promise(release => setTimeout(release, RECEIVED_AFTER_MS)) : null;
            }).catch(() => resolve(false)); // rejects when the page is left
        });
    }

    /** Lets the other tabs know when this tab is visible, since it can show notifications in its page. */
    join() {
        document.addEventListener("visibilitychange", () => this.#show());
        this.#show();
    }

    /** @returns {Promise<boolean>} whether a tab that can show notifications in its page is visible */
    async isAnyVisible() {
        const { held = [] } = await navigator.locks?.query() ?? {};
        return held.some(({ name }) => name === this.#visibleLock);
    }

    /** Holds a lock while this tab is visible. The browser releases the lock when the tab is closed. */
    #show() {
        const visible = document.visibilityState === "visible";
        if (!visible) {
            this.#release?.();
            this.#release = null;
        } else if (this.#release === null) {
            const visibleUntilReleased = new Promise(release => {
                this.#release = release;
            });
            navigator.locks?.request(this.#visibleLock, { mode: "shared" }, () => visibleUntilReleased).catch(() => {});
        }
    }

    #isNew(about, seq) {
        return seq > (this.#claimed.get(about) ?? 0);
    }

    #note(about, seq) {
        this.#claimed.set(about, Math.max(seq, this.#claimed.get(about) ?? 0));
        return true;
    }
}
