/**
 * The line of a room event: made from the template of event.xhtml, filled and updated.
 * @module
 */
import { fromTemplate } from "../base/dom.js";
import { inFull } from "../base/time-format.js";
import { eventSentence } from "./room-event.js";

/** @typedef {import("../conversation/people.js").People} People */
/** @typedef {import("../conversation/room-history.js").Message} Message */

/**
 * @param {Message} message an event
 * @param {People} people
 * @returns {HTMLLIElement} its line
 */
export function eventLine(message, people) {
    const item = fromTemplate("event-template");
    describeEvent(item, message, people);
    return item;
}

/** Fills the line of an event, or shows new names in it. */
export function describeEvent(item, { id, seq, sender, sentAt, event }, people) {
    Object.assign(item.dataset, { id, seq, sentAt });
    delete item.dataset.state;
    item.title = inFull(sentAt);
    const sentence = eventSentence(event, sender, people);
    if (item.textContent !== sentence) { // screen readers would read an unchanged line again
        item.textContent = sentence;
    }
}
