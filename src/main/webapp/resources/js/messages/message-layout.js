/**
 * The layout of neighbouring messages and events: day separators, and the beginning and end of each run of one sender.
 * @module
 */
import { daySeparator, inOneRun, onDifferentDays } from "./message-view.js";

/** Matches all elements of the list but the separators. */
export const MESSAGES_AND_EVENTS = ".message, .event";

/** Adds or removes the day separator before a message or event, and marks the beginning and end of runs. */
export function arrange(item) {
    if (!item?.matches(MESSAGES_AND_EVENTS)) {
        return;
    }
    const line = lineBefore(item);
    const top = line ?? item;
    if (top.previousElementSibling?.matches(".day")) {
        top.previousElementSibling.remove();
    }
    const before = top.previousElementSibling;
    if (before === null || onDifferentDays(before, item)) {
        top.before(daySeparator(item));
    }
    const continues = before !== null && line === null && inOneRun(before, item);
    markRun(item, "message--first", !continues);
    markRun(before, "message--last", !continues);
    if (item.nextElementSibling === null) {
        markRun(item, "message--last", true);
    }
}

function markRun(item, mark, on) {
    if (item?.matches(".message")) {
        item.classList.toggle(mark, on);
    }
}

/** @returns {Element|null} the separator "new" right before a message; the day separator stands above both */
function lineBefore({ previousElementSibling: before }) {
    return before?.matches(".unread-separator") ? before : null;
}

/** @returns {Element|null} the element itself if it is a message or event, otherwise the next one */
export function messageFrom(element) {
    return element === null || element.matches(MESSAGES_AND_EVENTS) ? element : messageFrom(element.nextElementSibling);
}

/** Arranges a message or event and the one after it. */
export function arrangeAround(item) {
    arrange(item);
    arrange(messageFrom(item.nextElementSibling));
}

/** Removes a message and its day separator; {@link arrange} adds one before the next message. */
export function detach(item) {
    const top = item && (lineBefore(item) ?? item);
    if (top?.previousElementSibling?.matches(".day")) {
        top.previousElementSibling.remove();
    }
    item?.remove();
}

/** @returns {boolean} whether an element stands before another */
export const isBefore = (one, other) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
