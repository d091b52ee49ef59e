/**
 * Scrolls to a message that may not be loaded yet; loads the messages in between, or those around it if it is far away.
 * @module
 */
import { animateOnce } from "../base/dom.js";

/** Scrolls to one target at a time. */
export class JumpTarget {
    #list;
    #position;
    #onFound;
    #seq = null;

    /**
     * @param {HTMLElement} list of messages
     * @param {import("./scroll-position.js").ScrollPosition} position
     * @param {(item: HTMLLIElement|null) => void} onFound called when the message is on the screen; null if there is no
     *     message with that number
     */
    constructor(list, position, onFound) {
        this.#list = list;
        this.#position = position;
        this.#onFound = onFound;
    }

    /** Sets the sequence number of the target; null for none. */
    want(seq) {
        this.#seq = seq;
    }

    /** @returns {boolean} whether the target is not on the screen yet */
    get isWanted() {
        return this.#seq !== null;
    }

    /** Scrolls to the target if it is loaded; otherwise makes the conversation load older messages. */
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
        } else if (loaded && loading === null && !conversation.loadBackTo(this.#seq)) { // otherwise its page has been requested
            this.#seq = null;
            this.#onFound(null);
        }
    }
}
