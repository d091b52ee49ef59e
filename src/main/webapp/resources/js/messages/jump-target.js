/**
 * The message that the reader wants to see, until it is there: what lies between is loaded.
 * @module
 */
import { animateOnce } from "../base/dom.js";

/** Wants one message at a time. */
export class JumpTarget {
    #list;
    #place;
    #tell;
    #seq = null;

    /**
     * @param {HTMLElement} list of messages
     * @param {import("./scroll-position.js").ScrollPosition} place
     * @param {(item: HTMLLIElement|null) => void} tell once it is on the screen; null where there is none of that number
     */
    constructor(list, place, tell) {
        this.#list = list;
        this.#place = place;
        this.#tell = tell;
    }

    /** Wants the message with this number; null for none. */
    want(seq) {
        this.#seq = seq;
    }

    /** Shows it if it is there, and else has the conversation load what is older. */
    seek(conversation) {
        if (this.#seq === null) {
            return;
        }
        const { loaded, loading } = conversation;
        const item = this.#list.querySelector(`.message[data-seq="${Number(this.#seq)}"]`);
        if (item !== null) {
            this.#seq = null;
            this.#place.show(item);
            animateOnce(item, "message--marked");
            this.#tell(item);
        } else if (loaded && loading === null && !conversation.loadBackTo(this.#seq)) { // else it comes, with the connection
            this.#seq = null;
            this.#tell(null);
        }
    }
}
