/**
 * Opens a conversation at its first unread message, however far up that is.
 * @module
 */
import { UnreadSeparator } from "./unread-separator.js";

const LOOK_BACK = 1_000; // most messages that are fetched to find the first unread one
const PAGE = 200; // messages; a page with long texts has fewer

const isVisible = () => document.visibilityState === "visible";

/**
 * Finds the first unread message, places the separator "new" before it, and scrolls there, until the reader scrolls
 * elsewhere.
 */
export class FirstUnread {
    #list;
    #position;
    #separator;
    #connected;
    #conversation = null;
    #sought = null; // {readSeq, upTo} during the search
    #isMarked = false; // whether the reader has placed the separator

    /**
     * @param {HTMLElement} log scrolls
     * @param {HTMLElement} list of the messages in it
     * @param {import("./scroll-position.js").ScrollPosition} position
     * @param {() => boolean} connected
     */
    constructor(log, list, position, connected) {
        this.#list = list;
        this.#position = position;
        this.#separator = new UnreadSeparator(list);
        this.#connected = connected;
        for (const sign of ["wheel", "touchmove", "pointerdown", "keydown"]) { // signs that the reader scrolls elsewhere
            log.addEventListener(sign, () => this.end(), { passive: true });
        }
    }

    /**
     * @returns {boolean} whether the search is running; messages that pass over the screen meanwhile do not count as read
     */
    get isSought() {
        return this.#sought !== null;
    }

    /**
     * Begins the search in the conversation that is shown next.
     *
     * @param {import("../conversation/conversation.js").Conversation} conversation
     * @param {object} read
     * @param {number} read.readSeq sequence number up to which the reader has read the conversation
     * @param {boolean} read.unread whether there are unread messages
     * @param {number} read.seq highest sequence number of the room that this page knows
     */
    begin(conversation, { readSeq, unread, seq }) {
        this.#conversation = conversation;
        this.#isMarked = false;
        this.#sought = unread ? { readSeq, upTo: seq } : null;
        this.#separator.begin(unread ? readSeq : null);
        this.#position.begin(unread ? readSeq : conversation.last);
    }

    /** Places the separator after a message, where the reader has marked what follows as unread. It stays there. */
    divide(seq) {
        this.end();
        this.#isMarked = true;
        this.#separator.begin(seq);
        this.mark();
    }

    /** Scrolls to the first unread message or to the end, after the list was filled. */
    shown() {
        this.mark();
        if (this.#sought === null) {
            this.#position.jumpToEnd();
        } else {
            this.settle();
        }
    }

    /** Puts the separator before the first unread message, if that is loaded. */
    mark() {
        const { messages, more } = this.#conversation;
        this.#separator.place(more ? messages[0]?.seq ?? Infinity : 0);
    }

    /** Scrolls towards the first unread message, and loads older messages until it is found. */
    settle() {
        if (this.#sought === null) {
            return;
        }
        this.#go();
        const { readSeq, upTo } = this.#sought;
        const { loaded, loading, failure, messages, more, last } = this.#conversation;
        const reaches = !more || messages[0]?.seq <= readSeq + 1 || messages.length >= LOOK_BACK;
        if (failure !== null || (loaded && reaches && last >= upTo && loading === null)) {
            if (more && messages[0]?.seq > readSeq + 1) { // the first unread message is further up: scrolling up from here loads the rest
                this.#position.jumpTo(this.#list.firstElementChild);
            }
            this.end();
        } else if (loaded && !reaches && loading === null && this.#connected()) {
            this.#conversation.loadOlder(PAGE);
        }
    }

    /** Ends the search; from now on the reader determines the scroll position. */
    end() {
        if (this.#sought !== null) {
            this.#position.begin(this.#sought.readSeq); // messages that passed over the screen during the search do not count as read
            this.#sought = null;
            this.#position.look();
        }
    }

    /**
     * Moves the separator before a message of the other person that is about to be added, if the reader does not see the end
     * of the list.
     */
    expect({ seq }, wasAtEnd) {
        let newest = this.#list.lastElementChild;
        while (newest !== null && newest.dataset.seq === undefined) {
            newest = newest.previousElementSibling;
        }
        const looks = wasAtEnd && isVisible();
        if (this.#sought === null && !this.#isMarked && !looks && this.#position.seen >= Number(newest?.dataset.seq ?? 0)) {
            this.#separator.begin(seq - 1);
        }
    }

    /** Scrolls or marks after a message was added at the end. */
    follow(wasAtEnd) {
        if (this.#separator.element === null) { // otherwise the separator is above the new message already
            this.mark();
        }
        if (this.#sought !== null) {
            this.settle();
        } else if (wasAtEnd && !isVisible() && this.#separator.element !== null) {
            this.#go(); // so that the reader sees the separator after returning to the page
        } else {
            this.#position.follow(wasAtEnd);
        }
    }

    #go() {
        this.mark();
        if (this.#separator.element === null) {
            this.#position.jumpToEnd();
        } else {
            this.#position.jumpTo(this.#separator.element);
        }
    }
}
