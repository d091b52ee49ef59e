/**
 * Where a message stands among its neighbours: the day's separators, and where runs of one sender begin and end.
 * @module
 */
import { daySeparator, inOneRun, onDifferentDays } from "./message-view.js";

/** Sets the day's separator before a message, and where runs of one sender begin and end. */
export function arrange(item) {
    if (!item?.matches(".message")) {
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
    item.classList.toggle("message--first", !continues);
    before?.classList.toggle("message--last", !continues);
    if (item.nextElementSibling === null) {
        item.classList.add("message--last");
    }
}

/** @returns {Element|null} the line "new" right before a message; the day's separator stands above both */
function lineBefore({ previousElementSibling: before }) {
    return before?.matches(".unread-separator") ? before : null;
}

/** @returns {Element|null} a message, or the first one behind a separator or line */
export function messageFrom(element) {
    return element === null || element.matches(".message") ? element : messageFrom(element.nextElementSibling);
}

/** Arranges a message and the one after it. */
export function arrangeAround(item) {
    arrange(item);
    arrange(messageFrom(item.nextElementSibling));
}

/** Takes a message out, and its day's separator with it; {@link arrange} puts one before the next. */
export function detach(item) {
    const top = item && (lineBefore(item) ?? item);
    if (top?.previousElementSibling?.matches(".day")) {
        top.previousElementSibling.remove();
    }
    item?.remove();
}

/** @returns {boolean} whether an element stands before another */
export const isBefore = (one, other) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
