/**
 * The scroll position in the messages. At the end, new messages scroll into view; elsewhere nothing moves.
 * @module
 */
import { t } from "../base/i18n.js";

const NEAR_END = 48; // px; within this distance the position counts as the end
const BEFORE = 72; // px of earlier messages that stay visible above the separator "new"
const NEAR_START = 900; // px from the beginning or the end at which further messages are requested

/**
 * Dispatches `moved` when other messages are on the screen, `start` near the oldest message, `end` near the last one if it is not the
 * newest, and `newest` before the jump there.
 */
export class ScrollPosition extends EventTarget {
    #log;
    #list;
    #button;
    #hasNewest;
    #atEnd = true;
    #seen = 0; // sequence number of the newest message that was on the screen of a visible page

    /**
     * @param {HTMLElement} log the scrolling element
     * @param {HTMLElement} list of messages in it
     * @param {HTMLButtonElement} button that scrolls to the newest message
     * @param {() => boolean} hasNewest whether the list ends with the newest message
     */
    constructor(log, list, button, hasNewest) {
        super();
        this.#hasNewest = hasNewest;
        this.#log = log;
        this.#list = list;
        this.#button = button;
        log.addEventListener("scroll", () => this.#scrolled(), { passive: true });
        button.addEventListener("click", () => {
            this.dispatchEvent(new Event("newest"));
            this.jumpToEnd();
            log.focus({ preventScroll: true }); // the pressed button is hidden, so the log gets the focus
        });
        // the composer grows, a phone's keyboard opens or the window shrinks: a position at the end stays at the end
        const keepEnd = new ResizeObserver(() => this.#atEnd && this.#scrollToEnd());
        keepEnd.observe(log);
        keepEnd.observe(list);
    }

    /**
     * Starts with another conversation.
     *
     * @param {number} seen sequence number up to which the reader has seen the conversation
     */
    begin(seen) {
        this.#seen = seen;
    }

    /** @returns {number} sequence number of the newest message that has been on the screen */
    get seen() {
        return this.#seen;
    }

    /** @returns {boolean} whether the position counts as the end of the list */
    get atEnd() {
        return this.#atEnd;
    }

    /** Scrolls to the newest message. */
    jumpToEnd() {
        this.#atEnd = true;
        this.#scrollToEnd();
        this.#scrolled();
    }

    /** Scrolls to an element, with a little of the messages before it. */
    jumpTo(element) {
        const { top } = this.#log.getBoundingClientRect();
        this.#log.scrollTop += element.getBoundingClientRect().top - top - BEFORE;
        this.#scrolled();
    }

    /**
     * Adds elements above the messages on the screen, which stay in place.
     *
     * @param {() => void} change
     */
    addAbove(change) {
        const { scrollHeight, scrollTop } = this.#log;
        change();
        this.#log.scrollTop = scrollTop + this.#log.scrollHeight - scrollHeight;
    }

    /** Scrolls an element to the middle of the screen. */
    show(item) {
        item.scrollIntoView({ block: "center" });
        this.#scrolled();
    }

    /**
     * Changes an element. The messages on the screen stay where they are, even if an element above them becomes higher.
     *
     * @param {Element} item
     * @param {() => void} change
     */
    keep(item, change) {
        if (!this.#atEnd && item.getBoundingClientRect().bottom < this.#log.getBoundingClientRect().top) {
            this.addAbove(change);
        } else {
            change();
        }
    }

    /**
     * Handles an addition at the end: scrolls there if the reader was at the end, otherwise shows the button.
     *
     * @param {boolean} wasAtEnd before the addition
     */
    follow(wasAtEnd) {
        if (wasAtEnd) {
            this.jumpToEnd();
        } else {
            this.#offerEnd();
        }
    }

    /** Counts the messages on the screen as seen, for example when the page is visible again. */
    look() {
        this.#scrolled();
    }

    /** @returns {number} highest sequence number on the screen, 0 for none */
    lastOnScreen() {
        if (this.#log.clientHeight === 0) {
            return 0; // the log is hidden
        }
        const items = [...this.#list.querySelectorAll("[data-seq]")];
        const end = this.#atEnd ? Infinity : this.#log.getBoundingClientRect().bottom + 1;
        let from = 0;
        let to = items.length; // binary search: a long history has thousands of messages
        while (from < to) {
            const middle = (from + to) >> 1;
            if (items[middle].getBoundingClientRect().bottom <= end) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from === 0 ? 0 : Number(items[from - 1].dataset.seq);
    }

    #scrolled() {
        this.#atEnd = this.#distance() < NEAR_END && this.#hasNewest();
        if (document.visibilityState === "visible") {
            this.#seen = Math.max(this.#seen, this.lastOnScreen());
        }
        this.#offerEnd();
        if (this.#log.scrollTop < NEAR_START) {
            this.dispatchEvent(new Event("start"));
        }
        if (!this.#hasNewest() && this.#distance() < NEAR_START) {
            this.dispatchEvent(new Event("end"));
        }
        this.dispatchEvent(new Event("moved"));
    }

    #offerEnd() {
        const count = this.#atEnd ? 0 : this.#below();
        this.#button.hidden = this.#atEnd || (count === 0 && this.#distance() < this.#log.clientHeight);
        this.#button.lastElementChild.textContent = count === 0 ? t("log.newest") : t("log.news", { count });
    }

    /** @returns {number} messages of other people below the newest one that was seen */
    #below() {
        let count = 0;
        for (let item = this.#list.lastElementChild; item !== null; item = item.previousElementSibling) {
            const { seq } = item.dataset;
            if (seq !== undefined && Number(seq) <= this.#seen) {
                break;
            }
            count += seq !== undefined && item.matches(".message:not(.message--own)") ? 1 : 0;
        }
        return count;
    }

    #scrollToEnd() {
        this.#log.scrollTop = this.#log.scrollHeight;
    }

    #distance() {
        return this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight;
    }
}
