/**
 * Elects one of an account's connected tabs, which then sends the outbox. The leader holds a lock, which the browser
 * releases when the tab is closed.
 * @module
 */

/** Dispatches `lead` when this tab becomes the leader. */
export class LeaderElection extends EventTarget {
    #name;
    #seeking = null;
    #leads = false;

    /** @param {string} name of the lock */
    constructor(name) {
        super();
        this.#name = name;
    }

    /** @returns {boolean} whether this tab is the leader, and so sends the outbox */
    get leads() {
        return this.#leads;
    }

    /** Becomes a candidate: leads as soon as no other tab does. */
    seek() {
        if (this.#seeking !== null) {
            return;
        }
        this.#seeking = new AbortController();
        const { signal } = this.#seeking;
        const hold = () => new Promise(release => {
            signal.addEventListener("abort", release);
            this.#lead();
        });
        if (navigator.locks === undefined) { // plain http has no locks: each tab sends, and the server stores each cid once
            this.#lead();
        } else {
            navigator.locks.request(this.#name, { signal }, hold).catch(() => {}); // rejects when {@link leave} aborts the request
        }
    }

    /** Stops leading or waiting, since this tab cannot send. */
    leave() {
        this.#leads = false;
        this.#seeking?.abort();
        this.#seeking = null;
    }

    #lead() {
        this.#leads = true;
        this.dispatchEvent(new Event("lead"));
    }
}
