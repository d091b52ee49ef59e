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
    if (item.previousElementSibling?.matches(".day")) {
        item.previousElementSibling.remove();
    }
    const afterLine = item.previousElementSibling?.matches(".new-line") ?? false;
    const before = (afterLine ? item.previousElementSibling : item).previousElementSibling;
    if (before === null || onDifferentDays(before, item)) {
        item.before(daySeparator(item));
    }
    const continues = before !== null && !afterLine && inOneRun(before, item);
    item.classList.toggle("message--first", !continues);
    before?.classList.toggle("message--last", !continues);
    if (item.nextElementSibling === null) {
        item.classList.add("message--last");
    }
}

/** Arranges a message and the one after it. */
export function arrangeAround(item) {
    arrange(item);
    const next = item.nextElementSibling;
    arrange(next?.matches(".day") ? next.nextElementSibling : next);
}

/** Takes a message out, and its day's separator with it; {@link arrange} puts one before the next. */
export function detach(item) {
    if (item?.previousElementSibling?.matches(".day")) {
        item.previousElementSibling.remove();
    }
    item?.remove();
}

/** @returns {boolean} whether an element stands before another */
export const isBefore = (one, other) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
