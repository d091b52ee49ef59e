/**
 * Times in the reader's own zone.
 * @module
 */
import { locale, t } from "./language.js";

const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const weekday = new Intl.DateTimeFormat(locale, { weekday: "long" });
const shortWeekday = new Intl.DateTimeFormat(locale, { weekday: "short" });
const dayAndMonth = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" });
const shortDayAndMonth = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });
const wholeDay = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric" });
const shortDay = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric" });
const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
const everything = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short" });

/** @returns {Date} the midnight with which the day of `time` began; days are not all 24 h long */
const startOfDay = time => new Date(time.getFullYear(), time.getMonth(), time.getDate());

/** @returns {number} whole days from the day of `time` to that of `now`; 0 is today, negative is to come */
function daysAgo(time, now) {
    return Math.round((startOfDay(now) - startOfDay(time)) / 86_400_000);
}

/**
 * @param {string|number|Date} instant
 * @returns {string} such as `14:05`
 */
export const timeOfDay = instant => clock.format(new Date(instant));

/**
 * @param {string|number|Date} instant
 * @returns {string} day and time in full, for a tooltip
 */
export const inFull = instant => everything.format(new Date(instant));

/**
 * @param {string|number|Date} instant
 * @returns {string} the same for all times of one day in the reader's zone
 */
export function dayKey(instant) {
    const time = new Date(instant);
    const parts = [time.getFullYear(), time.getMonth() + 1, time.getDate()];
    return parts.map(part => String(part).padStart(2, "0")).join("-");
}

/**
 * The day as a separator says it.
 *
 * @param {string|number|Date} instant
 * @param {Date} [now]
 * @returns {string} `Today`, `Yesterday`, `Tuesday`, `Tuesday, 3 March`, or with the year
 */
export function dayName(instant, now = new Date()) {
    const time = new Date(instant);
    const ago = daysAgo(time, now);
    if (ago === 0 || ago === 1) {
        return t(ago === 0 ? "day.today" : "day.yesterday");
    }
    if (ago > 1 && ago < 7) {
        return weekday.format(time);
    }
    return (time.getFullYear() === now.getFullYear() ? dayAndMonth : wholeDay).format(time);
}

/**
 * @param {string|number|Date} instant
 * @returns {string} the day within a sentence, such as `yesterday` or `on Tuesday`
 */
export function when(instant) {
    const ago = daysAgo(new Date(instant), new Date());
    return ago === 0 || ago === 1 ? t(ago === 0 ? "when.today" : "when.yesterday")
        : t("when.day", { day: dayName(instant) });
}

/**
 * The time as the list of people says it, short.
 *
 * @param {string|number|Date} instant
 * @param {Date} [now]
 * @returns {string} `14:05`, `Yesterday`, `Tue`, `Mar 3`, or with the year
 */
export function shortTime(instant, now = new Date()) {
    const time = new Date(instant);
    const ago = daysAgo(time, now);
    if (ago <= 0) {
        return clock.format(time);
    }
    if (ago === 1) {
        return t("day.yesterday");
    }
    if (ago < 7) {
        return shortWeekday.format(time);
    }
    return (time.getFullYear() === now.getFullYear() ? shortDayAndMonth : shortDay).format(time);
}

/**
 * How long ago somebody was seen.
 *
 * @param {string|number|Date} instant
 * @param {Date} [now]
 * @returns {string} `just now`, `5 minutes ago`, `3 hours ago`, `yesterday`, `4 days ago`, or the day
 */
export function seenAgo(instant, now = new Date()) {
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
