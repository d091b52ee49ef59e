/**
 * Where the reader is in the messages: at the end, and then they follow; or further up, and then nothing moves.
 * @module
 */
import { t } from "./language.js";

const NEAR_END = 48; // px from the end that still count as being there
const NEAR_START = 900; // px from the start at which older messages are wanted

/** Dispatches `moved` when another part is on the screen, and `start` near the oldest message. */
export class ReadingPlace extends EventTarget {
    #log;
    #list;
    #button;
    #atEnd = true;
    #news = 0; // messages that came while the reader was further up

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

    /**
     * Adds something above what is read, which stays where it is.
     *
     * @param {() => void} change
     */
    addAbove(change) {
        const { scrollHeight, scrollTop } = this.#log;
        change();
        this.#log.scrollTop = scrollTop + this.#log.scrollHeight - scrollHeight;
    }

    /** Shows an element in the middle, for whoever wants to see it. */
    show(item) {
        item.scrollIntoView({ block: "center" });
        this.#scrolled();
    }

    /**
     * Changes an element; what is read stays where it is, also where that makes one above it higher.
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
     * Something has been added at the end: goes there with who was at the end, and tells the others.
     *
     * @param {boolean} wasAtEnd before the addition
     * @param {number} news how many messages of others
     */
    follow(wasAtEnd, news) {
        if (wasAtEnd) {
            this.jumpToEnd();
        } else {
            this.#news += news;
            this.#offerEnd();
        }
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
        this.#news = this.#atEnd ? 0 : this.#news;
        this.#offerEnd();
        if (this.#log.scrollTop < NEAR_START) {
            this.dispatchEvent(new Event("start"));
        }
        this.dispatchEvent(new Event("moved"));
    }

    #offerEnd() {
        this.#button.hidden = this.#atEnd || (this.#news === 0 && this.#distance() < this.#log.clientHeight);
        this.#button.lastElementChild.textContent = this.#news === 0 ? t("log.newest")
            : t("log.news", { count: this.#news });
    }

    #scrollToEnd() {
        this.#log.scrollTop = this.#log.scrollHeight;
    }

    #distance() {
        return this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight;
    }
}
