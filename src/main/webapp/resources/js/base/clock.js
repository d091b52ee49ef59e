/**
 * The one clock of the page: it shows the server's time, once a `welcome` has brought it, even if the device's own clock is wrong. It
 * also notices when another day begins, and when the device is in another time zone.
 * @module
 */

const LOOK_EVERY_MS = 60_000; // a device that was asleep fires its timers late
const BEHIND_MIDNIGHT_MS = 50;
const JUMP_MS = 30_000;

/** By how much the device's clock is ahead of the time that the page has counted. */
const lead = () => Date.now() - performance.now();

/**
 * Dispatches `day` when dates have other names now: at midnight, in another time zone, or with the server's time; and
 * `jump` when the device's clock was set, or the device was asleep, which looks the same: the server's time is needed again.
 */
class Clock extends EventTarget {
    #skewMs = 0;
    #lead = lead();
    #day = this.#name();
    #timer;

    constructor() {
        super();
        const look = () => this.#look();
        document.addEventListener("visibilitychange", look);
        for (const sign of ["pageshow", "focus"]) {
            window.addEventListener(sign, look);
        }
        look();
    }

    /** @returns {number} ms since 1970 */
    now() {
        return Date.now() + this.#skewMs;
    }

    /**
     * @param {number} at ms since 1970 by the device's clock, which is off by as much then as now
     * @returns {number} the same moment by this clock; what seems to be still to come is now
     */
    correct(at) {
        return Math.min(at, Date.now()) + this.#skewMs;
    }

    /** @param {string} now the server's time in `welcome` */
    set(now) {
        this.#skewMs = Date.parse(now) - Date.now();
        this.#lead = lead();
        this.#look();
    }

    #name() {
        const today = new Date(this.now());
        return [today.toDateString(), Intl.DateTimeFormat().resolvedOptions().timeZone].join();
    }

    #look() {
        const now = new Date(this.now());
        const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#look(), Math.min(LOOK_EVERY_MS, midnight - now + BEHIND_MIDNIGHT_MS));
        const day = this.#name();
        if (day !== this.#day) {
            this.#day = day;
            this.dispatchEvent(new Event("day"));
        }
        if (Math.abs(lead() - this.#lead) > JUMP_MS) {
            this.#lead = lead();
            this.dispatchEvent(new Event("jump"));
        }
    }
}

/** The page's one. */
export const clock = new Clock();
