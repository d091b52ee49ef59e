/**
 * The clock of the page. It follows the server's time after the first `welcome`, even if the device's clock is wrong. It
 * also notices a new day and a new time zone of the device.
 * @module
 */

const LOOK_EVERY_MS = 60_000; // a timer for midnight alone would fire late on a device that sleeps
const BEHIND_MIDNIGHT_MS = 50;
const JUMP_MS = 30_000;

/**
 * Milliseconds by which the device's clock is ahead of the browser's monotonic clock. They jump when the device's clock is
 * set, and when the device sleeps, because the monotonic clock may stop then.
 */
const lead = () => Date.now() - performance.now();

/**
 * Dispatches `day` when names of dates change: at midnight, in another time zone, or with a new server time. Dispatches
 * `jump` when the device's clock was set or the device was asleep, which look the same. The page then needs the server's
 * time again.
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

    /** @returns {number} the present time, in ms since 1970 */
    now() {
        return Date.now() + this.#skewMs;
    }

    /**
     * Converts a time of the device's clock.
     *
     * @param {number} at ms since 1970 by the device's clock, which was wrong by the same amount at that time
     * @returns {number} the same moment by this clock; a moment in the future becomes now
     */
    correct(at) {
        return Math.min(at, Date.now()) + this.#skewMs;
    }

    /** Sets the clock to the server's time. @param {string} now the time in `welcome` */
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

/** The only clock of the page. */
export const clock = new Clock();
