/**
 * Opens a conversation at its first unread message, however far up that is.
 * @module
 */
import { UnreadSeparator } from "./unread-separator.js";

const LOOK_BACK = 1_000; // messages that are fetched to find it
const PAGE = 200; // or fewer, where they are long

const isVisible = () => document.visibilityState === "visible";

/** Finds it, marks it by the separator "new", and scrolls there, until the reader scrolls elsewhere. */
export class FirstUnread {
    #list;
    #position;
    #separator;
    #connected;
    #conversation = null;
    #sought = null; // while it is being looked for: {readSeq, upTo}

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
        for (const sign of ["wheel", "touchmove", "pointerdown", "keydown"]) { // the reader goes where they want to be
            log.addEventListener(sign, () => this.end(), { passive: true });
        }
    }

    /** @returns {boolean} whether it is still being searched: messages that pass over the screen meanwhile do not count as read */
    get isSought() {
        return this.#sought !== null;
    }

    /**
     * Another conversation is shown.
     *
     * @param {import("../conversation/conversation.js").Conversation} conversation
     * @param {object} read
     * @param {number} read.readSeq up to where the reader has read it
     * @param {boolean} read.unread whether there is more than that
     * @param {number} read.seq highest number of the room, as far as this page knows
     */
    begin(conversation, { readSeq, unread, seq }) {
        this.#conversation = conversation;
        this.#sought = unread ? { readSeq, upTo: seq } : null;
        this.#separator.begin(unread ? readSeq : null);
        this.#position.begin(unread ? readSeq : conversation.last);
    }

    /** The list has been filled again. */
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

    /** Scrolls to it as far as it is loaded, and fetches what is missing up to it. */
    settle() {
        if (this.#sought === null) {
            return;
        }
        this.#go();
        const { readSeq, upTo } = this.#sought;
        const { loaded, loading, failure, messages, more, last } = this.#conversation;
        const reaches = !more || messages[0]?.seq <= readSeq + 1 || messages.length >= LOOK_BACK;
        if (failure !== null || (loaded && reaches && last >= upTo && loading === null)) {
            if (more && messages[0]?.seq > readSeq + 1) { // it is further up: what is read from here on brings the rest
                this.#position.jumpTo(this.#list.firstElementChild);
            }
            this.end();
        } else if (loaded && !reaches && loading === null && this.#connected()) {
            this.#conversation.loadOlder(PAGE);
        }
    }

    /** Ends the search: the scroll position is the reader's from here on. */
    end() {
        if (this.#sought !== null) {
            this.#position.begin(this.#sought.readSeq); // what passed over the screen meanwhile was not seen
            this.#sought = null;
            this.#position.look();
        }
    }

    /** Before a message of the other is added at the end: the separator comes before what arrives while the end is not on a visible screen. */
    expect({ seq }, wasAtEnd) {
        let newest = this.#list.lastElementChild;
        while (newest !== null && newest.dataset.seq === undefined) {
            newest = newest.previousElementSibling;
        }
        const looks = wasAtEnd && isVisible();
        if (this.#sought === null && !looks && this.#position.seen >= Number(newest?.dataset.seq ?? 0)) {
            this.#separator.begin(seq - 1);
        }
    }

    /** After a message has been added at the end. */
    follow(wasAtEnd) {
        if (this.#separator.element === null) { // else what came stands behind it
            this.mark();
        }
        if (this.#sought !== null) {
            this.settle();
        } else if (wasAtEnd && !isVisible() && this.#separator.element !== null) {
            this.#go(); // so that the reader finds it on coming back
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
