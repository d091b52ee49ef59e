/**
 * Elects the tab of an account that sends: one that is connected. The lock is released with the tab that holds it, however that ends.
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

    /** @returns {boolean} whether this tab sends */
    get leads() {
        return this.#leads;
    }

    /** This tab could send: waits until no other does. */
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
        if (navigator.locks === undefined) { // plain http: each tab sends, and the server takes each cid once
            this.#lead();
        } else {
            navigator.locks.request(this.#name, { signal }, hold).catch(() => {}); // aborted: see leave
        }
    }

    /** This tab cannot send at the moment: another may. */
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
