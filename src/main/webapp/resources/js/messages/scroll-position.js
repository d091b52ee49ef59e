/**
 * The scroll position in the messages: at the end, and then new ones scroll into view; or further up, and then nothing moves.
 * @module
 */
import { t } from "../base/i18n.js";

const NEAR_END = 48; // px from the end that still count as being there
const BEFORE = 72; // px of what stands before the line "new", where the conversation opens there
const NEAR_START = 900; // px from the start at which older messages are wanted

/** Dispatches `moved` when another part is on the screen, and `start` near the oldest message. */
export class ScrollPosition extends EventTarget {
    #log;
    #list;
    #button;
    #atEnd = true;
    #seen = 0; // number of the newest message that was on the screen of a page that is looked at

    /**
     * @param {HTMLElement} log scrolls
     * @param {HTMLElement} list of messages in it
     * @param {HTMLButtonElement} button that leads to the newest
     */
    constructor(log, list, button) {
        super();
        this.#log = log;
        this.#list = list;
        this.#button = button;
        log.addEventListener("scroll", () => this.#scrolled(), { passive: true });
        button.addEventListener("click", () => {
            this.jumpToEnd();
            log.focus({ preventScroll: true }); // the button is gone, the keyboard must not be lost with it
        });
        // the composer grows, a phone's keyboard opens, the window is made smaller: who was at the end stays there
        const keepEnd = new ResizeObserver(() => this.#atEnd && this.#scrollToEnd());
        keepEnd.observe(log);
        keepEnd.observe(list);
    }

    /** Another conversation is shown, of which the reader has seen this far. */
    begin(seen) {
        this.#seen = seen;
    }

    /** @returns {number} number of the newest message that the reader has had on the screen */
    get seen() {
        return this.#seen;
    }

    /** @returns {boolean} */
    get atEnd() {
        return this.#atEnd;
    }

    /** Goes to the newest message. */
    jumpToEnd() {
        this.#atEnd = true;
        this.#scrollToEnd();
        this.#scrolled();
    }

    /** Goes to something among the messages, with a little of what stands before it. */
    jumpTo(element) {
        const { top } = this.#log.getBoundingClientRect();
        this.#log.scrollTop += element.getBoundingClientRect().top - top - BEFORE;
        this.#scrolled();
    }

    /**
     * Adds elements above the messages on the screen, which stay where they are.
     *
     * @param {() => void} change
     */
    addAbove(change) {
        const { scrollHeight, scrollTop } = this.#log;
        change();
        this.#log.scrollTop = scrollTop + this.#log.scrollHeight - scrollHeight;
    }

    /** Scrolls an element into the middle. */
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
     * Something has been added at the end: scrolls there if the reader was at the end, else offers the button.
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

    /** The page is visible again: messages on the screen count as seen. */
    look() {
        this.#scrolled();
    }

    /** @returns {number} highest `data-seq` on the screen, 0 for none */
    lastOnScreen() {
        if (this.#log.clientHeight === 0) {
            return 0; // the whole pane is not shown
        }
        const items = [...this.#list.querySelectorAll("[data-seq]")];
        const end = this.#atEnd ? Infinity : this.#log.getBoundingClientRect().bottom + 1;
        let from = 0;
        let to = items.length; // by halves: a long history has thousands
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
        this.#atEnd = this.#distance() < NEAR_END;
        if (document.visibilityState === "visible") {
            this.#seen = Math.max(this.#seen, this.lastOnScreen());
        }
        this.#offerEnd();
        if (this.#log.scrollTop < NEAR_START) {
            this.dispatchEvent(new Event("start"));
        }
        this.dispatchEvent(new Event("moved"));
    }

    #offerEnd() {
        const count = this.#atEnd ? 0 : this.#below();
        this.#button.hidden = this.#atEnd || (count === 0 && this.#distance() < this.#log.clientHeight);
        this.#button.lastElementChild.textContent = count === 0 ? t("log.newest") : t("log.news", { count });
    }

    /** How many messages of others are further down than anything seen. */
    #below() {
        let count = 0;
        for (let item = this.#list.lastElementChild; item !== null; item = item.previousElementSibling) {
            const { seq } = item.dataset;
            if (seq !== undefined && Number(seq) <= this.#seen) {
                break;
            }
            count += seq !== undefined && !item.classList.contains("message--own") ? 1 : 0;
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
