/**
 * The line "new" before the first message that the reader has not seen.
 * @module
 */
import { make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { arrange, messageFrom } from "./message-layout.js";

/** The line of the conversation that is shown; it stays where it is until another is begun. */
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
     * Puts it where it belongs among the messages that are here.
     *
     * @param {number} since number from which on they are here: where it belongs before that, it stands nowhere
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
