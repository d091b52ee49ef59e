/**
 * The separator "new" before the first unread message.
 * @module
 */
import { make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { arrange, messageFrom } from "./message-layout.js";

/** The separator of the conversation on the screen; it stays where it is until {@link begin}. */
export class UnreadSeparator {
    #list;
    #line = make("li", { class: "unread-separator", "aria-live": "off" }, make("span", {}, t("log.new")));
    #after = null;

    /** @param {HTMLElement} list of the messages */
    constructor(list) {
        this.#list = list;
    }

    /** @returns {HTMLElement|null} where it stands, null for nowhere */
    get element() {
        return this.#line.isConnected ? this.#line : null;
    }

    /** @param {number|null} seq the line belongs behind this number; null for no line */
    begin(seq) {
        this.#after = seq;
        this.#remove();
    }

    /**
     * Puts it before the first unread message among those that are loaded.
     *
     * @param {number} since number of the oldest loaded message: before it there is no separator
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
            first.before(this.#line); // below the day's separator
            arrange(first); // a run ends at the line
        }
    }

    #remove() {
        const next = this.element?.nextElementSibling ?? null;
        this.#line.remove();
        arrange(messageFrom(next));
    }
}
