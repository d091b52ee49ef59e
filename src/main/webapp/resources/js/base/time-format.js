/**
 * Formats times in the reader's time zone.
 * @module
 */
import { clock } from "./clock.js";
import { locale, t } from "./i18n.js";

const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });

/**
 * @returns {Record<string, Intl.DateTimeFormat>} formats in the device's present time zone; they keep it if the device
 *     changes zone
 */
function makeFormats() {
    const make = parts => new Intl.DateTimeFormat(locale, parts);
    return {
        timeOfDay: make({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
        weekday: make({ weekday: "long" }),
        shortWeekday: make({ weekday: "short" }),
        dayAndMonth: make({ weekday: "long", day: "numeric", month: "long" }),
        shortDayAndMonth: make({ day: "numeric", month: "short" }),
        wholeDay: make({ day: "numeric", month: "long", year: "numeric" }),
        shortDay: make({ day: "numeric", month: "short", year: "numeric" }),
        everything: make({ dateStyle: "full", timeStyle: "short" }),
    };
}

let formats = makeFormats();
clock.addEventListener("day", () => { formats = makeFormats(); }); // the first listener, so that all others use the new zone

const today = () => new Date(clock.now());

/** @returns {Date} the midnight at which the day of `time` began; a day may have 23 or 25 hours */
const startOfDay = time => new Date(time.getFullYear(), time.getMonth(), time.getDate());

/**
 * @returns {number} whole days from the day of `time` to the day of `now`; 0 is today, a negative number is in the future
 */
function daysAgo(time, now) {
    return Math.round((startOfDay(now) - startOfDay(time)) / 86_400_000);
}

/**
 * @param {string|number|Date} instant
 * @returns {string} such as `14:05`
 */
export const timeOfDay = instant => formats.timeOfDay.format(new Date(instant));

/**
 * @param {string|number|Date} instant
 * @returns {string} the day with its year, such as `3 Mar 2026`
 */
export const shortDay = instant => formats.shortDay.format(new Date(instant));

/**
 * @param {string|number|Date} instant
 * @returns {string} day and time in full, for a tooltip
 */
export const inFull = instant => formats.everything.format(new Date(instant));

/**
 * @param {string|number|Date} instant
 * @returns {string} a key that is the same for all times of one day in the reader's zone
 */
export function dayKey(instant) {
    const time = new Date(instant);
    const parts = [time.getFullYear(), time.getMonth() + 1, time.getDate()];
    return parts.map(part => String(part).padStart(2, "0")).join("-");
}

/**
 * Names the day for a separator.
 *
 * @param {string|number|Date} instant
 * @param {Date} [now]
 * @returns {string} `Today`, `Yesterday`, `Tuesday`, `Tuesday, 3 March`, or with the year
 */
export function dayName(instant, now = today()) {
    const time = new Date(instant);
    const ago = daysAgo(time, now);
    if (ago === 0 || ago === 1) {
        return t(ago === 0 ? "day.today" : "day.yesterday");
    }
    if (ago > 1 && ago < 7) {
        return formats.weekday.format(time);
    }
    return (time.getFullYear() === now.getFullYear() ? formats.dayAndMonth : formats.wholeDay).format(time);
}

/**
 * @param {string|number|Date} instant
 * @returns {string} the day within a sentence, such as `yesterday` or `on Tuesday`
 */
export function when(instant) {
    const ago = daysAgo(new Date(instant), today());
    return ago === 0 || ago === 1 ? t(ago === 0 ? "when.today" : "when.yesterday")
        : t("when.day", { day: dayName(instant) });
}

/**
 * Formats a time briefly, for the list of people.
 *
 * @param {string|number|Date} instant
 * @param {Date} [now]
 * @returns {string} `14:05`, `Yesterday`, `Tue`, `Mar 3`, or with the year
 */
export function shortTime(instant, now = today()) {
    const time = new Date(instant);
    const ago = daysAgo(time, now);
    if (ago <= 0) {
        return formats.timeOfDay.format(time);
    }
    if (ago === 1) {
        return t("day.yesterday");
    }
    if (ago < 7) {
        return formats.shortWeekday.format(time);
    }
    return (time.getFullYear() === now.getFullYear() ? formats.shortDayAndMonth : formats.shortDay).format(time);
}

/**
 * Formats how long ago a person was last online.
 *
 * @param {string|number|Date} instant
 * @param {Date} [now]
 * @returns {string} `just now`, `5 minutes ago`, `3 hours ago`, `yesterday`, `4 days ago`, or the day
 */
export function seenAgo(instant, now = today()) {
    const time = new Date(instant);
    const minutes = Math.floor((now - time) / 60_000);
    const days = daysAgo(time, now);
    if (minutes < 1) {
        return t("when.now");
    }
    if (minutes < 60) {
        return relative.format(-minutes, "minute");
    }
    if (minutes < 12 * 60) {
        return relative.format(-Math.floor(minutes / 60), "hour");
    }
    return days < 7 ? relative.format(-days, "day") : shortTime(time, now);
}
