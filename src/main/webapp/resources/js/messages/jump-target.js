/**
 * Leads to a message that is not loaded yet: what lies between is fetched.
 * @module
 */
import { animateOnce } from "../base/dom.js";

/** Wants one message at a time. */
export class JumpTarget {
    #list;
    #position;
    #onFound;
    #seq = null;

    /**
     * @param {HTMLElement} list of messages
     * @param {import("./scroll-position.js").ScrollPosition} position
     * @param {(item: HTMLLIElement|null) => void} onFound called once it is on the screen; null where there is no message with that number
     */
    constructor(list, position, onFound) {
        this.#list = list;
        this.#position = position;
        this.#onFound = onFound;
    }

    /** Wants the message with this number; null for none. */
    want(seq) {
        this.#seq = seq;
    }

    /** Scrolls to it if it is there; else the conversation loads older messages. */
    seek(conversation) {
        if (this.#seq === null) {
            return;
        }
        const { loaded, loading } = conversation;
        const item = this.#list.querySelector(`.message[data-seq="${Number(this.#seq)}"]`);
        if (item !== null) {
            this.#seq = null;
            this.#position.show(item);
            animateOnce(item, "message--marked");
            this.#onFound(item);
        } else if (loaded && loading === null && !conversation.loadBackTo(this.#seq)) { // else it comes, with the connection
            this.#seq = null;
            this.#onFound(null);
        }
    }
}
