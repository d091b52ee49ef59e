/**
 * Writes the times that the server has put into the page, in the reader's time zone.
 * @module
 */
import * as formats from "./time-format.js";

/** Writes each `<time datetime data-format>`; its `data-format` names a function of `time-format.js`. */
export function writePageTimes() {
    document.querySelectorAll("time[data-format]").forEach(time => {
        time.textContent = formats[time.dataset.format](time.dateTime);
    });
}
