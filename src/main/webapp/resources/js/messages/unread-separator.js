/**
 * The separator "new" before the first unread message.
 * @module
 */
import { make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { arrange, messageFrom } from "./message-layout.js";

/** The separator of the conversation on the screen. It stays in place until {@link begin}. */
export class UnreadSeparator {
    #list;
    #line = make("li", { class: "unread-separator", "aria-live": "off" }, make("span", {}, t("log.new")));
    #after = null;

    /** @param {HTMLElement} list of the messages */
    constructor(list) {
        this.#list = list;
    }

    /** @returns {HTMLElement|null} the separator, null if it is not in the list */
    get element() {
        return this.#line.isConnected ? this.#line : null;
    }

    /**
     * Removes the separator, which belongs elsewhere now.
     *
     * @param {number|null} seq it belongs after this number; null for none
     */
    begin(seq) {
        this.#after = seq;
        this.#remove();
    }

    /**
     * Places the separator before the first unread message among the loaded ones.
     *
     * @param {number} since sequence number of the oldest loaded message, 0 if all are loaded; if unread messages may be
     *     missing before it, there is no separator
     */
    place(since) {
        const isHere = this.#after !== null && since <= this.#after + 1;
        const first = !isHere ? undefined : [...this.#list.querySelectorAll(".message[data-seq]")]
            .find(item => Number(item.dataset.seq) > this.#after && !item.classList.contains("message--own"));
        if (first === undefined) {
            this.#remove();
            return;
        }
        if (first.previousElementSibling !== this.#line) {
            this.#remove();
            first.before(this.#line); // below the day separator
            arrange(first); // the separator ends the run of messages above it
        }
    }

    #remove() {
        const next = this.element?.nextElementSibling ?? null;
        this.#line.remove();
        arrange(messageFrom(next));
    }
}
