/**
 * Which of an account's tabs in this browser tells of a message: the first that asks, and no other.
 * @module
 */

const HEARD_AFTER_MS = 100; // by then the other tabs know what the one that held the lock has taken

/** What has been told, by this tab or another; the lock makes them ask one after another. */
export class NotificationDedup {
    #account;
    #tabs;
    #told = new Map(); // what it is about → number up to which it has been told
    #looked; // name of a lock that every tab that can tell holds while it is looked at
    #release = null;

    /**
     * @param {string} account as the browser's store names it
     * @param {BroadcastChannel} tabs of that account
     */
    constructor(account, tabs) {
        this.#account = account;
        this.#tabs = tabs;
        this.#looked = `chatboard looked at ${account}`;
        tabs.addEventListener("message", ({ data }) => {
            if (data.type === "told") {
                this.#note(data.about, data.seq);
            }
        });
    }

    /**
     * Asks for something to tell, and is given it once.
     *
     * @param {string} about a room, such as `room 7`
     * @param {number} seq of its newest message that would be told of
     * @returns {Promise<boolean>} false where another tab tells, or has told
     */
    async take(about, seq) {
        if (navigator.locks === undefined) { // plain http: each tab that is looked at tells
            return this.#isNew(about, seq) && this.#note(about, seq);
        }
        return new Promise(resolve => {
            navigator.locks.request(`chatboard told ${this.#account} ${about}`, () => {
                const taken = this.#isNew(about, seq);
                if (taken) {
                    this.#note(about, seq);
                    this.#tabs.postMessage({ type: "told", about, seq });
                }
                resolve(taken);
                return taken ? new Promise(release => setTimeout(release, HEARD_AFTER_MS)) : null;
            }).catch(() => resolve(false)); // the page is being left
        });
    }

    /** This tab can tell in its page: the others see whether it is looked at. */
    join() {
        document.addEventListener("visibilitychange", () => this.#show());
        this.#show();
    }

    /** @returns {Promise<boolean>} whether a tab that can tell is looked at */
    async isLookedAt() {
        const { held = [] } = await navigator.locks?.query() ?? {};
        return held.some(({ name }) => name === this.#looked);
    }

    /** Lets the others see whether this tab is looked at; a tab that is closed takes its lock with it. */
    #show() {
        const visible = document.visibilityState === "visible";
        if (!visible) {
            this.#release?.();
            this.#release = null;
        } else if (this.#release === null) {
            const looked = new Promise(release => {
                this.#release = release;
            });
            navigator.locks?.request(this.#looked, { mode: "shared" }, () => looked).catch(() => {});
        }
    }

    #isNew(about, seq) {
        return seq > (this.#told.get(about) ?? 0);
    }

    #note(about, seq) {
        this.#told.set(about, Math.max(seq, this.#told.get(about) ?? 0));
        return true;
    }
}
