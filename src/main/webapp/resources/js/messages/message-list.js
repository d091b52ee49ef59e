/**
 * The list of messages on the screen. Shows one conversation at a time and follows its events.
 * @module
 */
import { clock } from "../base/clock.js";
import { animateOnce } from "../base/dom.js";
import { FirstUnread } from "./first-unread.js";
import { HistoryNotice } from "./history-notice.js";
import { JumpTarget } from "./jump-target.js";
import { MessageItems } from "./message-items.js";
import { arrange, arrangeAround, detach, isBefore, messageFrom, MESSAGES_AND_EVENTS } from "./message-layout.js";
import { ScrollPosition } from "./scroll-position.js";

/**
 * Dispatches `seen` with `{conversation, seq}`: messages up to `seq` have been on the screen. After {@link goTo}, dispatches
 * `found` with `{item}`: the element of the message, null if there is no such message.
 */
export class MessageList extends EventTarget {
    #log = document.querySelector("#log");
    #list = document.querySelector("#messages");
    #notice = new HistoryNotice();
    #position = new ScrollPosition(this.#log, this.#list, document.querySelector("#to-newest"), () => !this.#conversation?.newer);
    #target = new JumpTarget(this.#list, this.#position, item => this.#dispatch("found", { item }));
    #firstUnread;
    #items;
    #conversation = null;
    #listening = null;
    #people;
    #connected;

    /**
     * @param {object} options
     * @param {import("../conversation/people.js").People} options.people
     * @param {Record<"retry"|"cancel"|"discard", (pending: object) => void>} options.actions for pending messages and changes
     * @param {() => boolean} options.connected
     */
    constructor({ people, actions, connected }) {
        super();
        this.#people = people;
        this.#connected = connected;
        this.#items = new MessageItems(this.#list, { people, actions, connected });
        this.#firstUnread = new FirstUnread(this.#log, this.#list, this.#position, connected);
        this.#position.addEventListener("start", () => this.#firstUnread.isSought || this.#conversation?.loadOlder());
        this.#position.addEventListener("end", () => this.#target.isWanted || this.#conversation.loadNewer());
        this.#position.addEventListener("newest", () => this.#conversation.loadNewest());
        this.#position.addEventListener("moved", () => this.#dispatchSeen());
        document.addEventListener("visibilitychange", () => this.#position.look());
        clock.addEventListener("day", () => this.#showDays());
        people.addEventListener("named", ({ detail: { person } }) => this.#rename(person));
    }

    /** @returns {import("../conversation/conversation.js").Message[]} the messages that the server wrote into the page */
    read() {
        return this.#items.read();
    }

    /**
     * Shows another conversation, from its first unread message on.
     *
     * @param {import("../conversation/conversation.js").Conversation} conversation
     * @param {boolean} onPage whether the server wrote its messages into the page
     * @param {{readSeq: number, unread: boolean, seq: number}} read as for {@link FirstUnread.begin}
     */
    show(conversation, onPage, read) {
        this.#listening?.abort();
        this.#listening = new AbortController();
        this.#conversation = conversation;
        this.#items.conversation = conversation;
        conversation.loadNewest();
        this.#firstUnread.begin(conversation, read);
        this.#listen(conversation);
        this.#target.want(null);
        if (onPage) {
            this.#silently(() => this.#adopt());
        } else {
            this.#showAll();
        }
    }

    #listen(conversation) {
        const on = (type, listener) => conversation.addEventListener(type, ({ detail }) => listener(detail),
            { signal: this.#listening.signal });
        on("reset", () => this.#showAll());
        on("append", detail => this.#append(detail));
        on("place", () => this.#showAll());
        on("prepend", ({ messages }) => this.#prepend(messages));
        on("change", ({ ids }) => this.#update(ids));
        on("pending", ({ pending }) => this.#showPending(pending));
        on("withdraw", ({ pending }) => this.#withdraw(pending));
        on("reach", () => this.#items.showReach());
        on("loading", () => this.#showLoading());
    }

    /** Empties the list. */
    hide() {
        this.#listening?.abort();
        this.#conversation = null;
        this.#list.replaceChildren();
    }

    /** Updates the states of pending messages and of loading: time has passed, or the connection has changed. */
    refresh() {
        if (this.#conversation !== null) {
            this.#items.describeAll();
            this.#showLoading();
        }
    }

    /**
     * Scrolls to a message; loads older messages if necessary.
     *
     * @param {number} seq its sequence number
     */
    goTo(seq) {
        this.#firstUnread.end();
        this.#target.want(seq);
        this.#target.seek(this.#conversation);
    }

    /** Shows that the reader has marked the messages after one as unread. @param {number} seq its sequence number */
    divide(seq) {
        this.#silently(() => this.#firstUnread.divide(seq));
    }

    /** Updates days and times: a new day has begun, or the time zone has changed. */
    #showDays() {
        if (this.#conversation !== null) {
            this.#silently(() => {
                this.#conversation.pending.forEach(pending => this.#items.describePending(pending));
                this.#items.showTimes();
                this.#arrangeAll();
            });
        }
    }

    #rename(person) {
        const names = ({ sender, event, mentions }) => (
            sender.id === person.id || event?.subject?.id === person.id || mentions?.includes(person.id));
        if (this.#conversation?.messages.some(names)) {
            this.#silently(() => this.#items.rename(person));
        }
    }

    #adopt() {
        this.#items.adoptAll();
        this.#arrangeAll();
        this.#finish();
    }

    #showAll() {
        this.#silently(() => {
            this.#items.forgetPending();
            this.#list.replaceChildren(...this.#conversation.messages.map(message => this.#items.make(message)));
            this.#conversation.pending.forEach(pending => this.#list.append(this.#items.makePending(pending)));
            this.#arrangeAll();
            this.#finish();
        });
    }

    #arrangeAll() {
        [...this.#list.children].forEach(item => arrange(item));
    }

    #finish() {
        this.#showNotice();
        this.#firstUnread.shown();
        this.#target.seek(this.#conversation);
    }

    /** Redraws messages whose state has changed. */
    #update(ids) {
        for (const id of ids) {
            const item = this.#items.byId(id);
            if (item !== null) {
                this.#position.keep(item, () => this.#items.update(id, item));
            }
        }
    }

    #append(detail) {
        if (this.#conversation.newer) {
            this.#silently(() => this.#add(detail, false));
        } else {
            this.#add(detail, true);
        }
    }

    /** @param {boolean} isNew whether the message was just written, and does not only follow one that is shown */
    #add({ message, pending }, isNew) {
        const wasAtEnd = this.#position.atEnd;
        if (isNew && message.sender.id !== this.#people.self && message.event === undefined) {
            this.#firstUnread.expect(message, wasAtEnd);
        }
        const known = this.#items.settle(pending?.cid, message);
        const item = known ?? this.#items.make(message);
        const { firstPending } = this.#items; // pending messages stay below the stored ones
        if (known === undefined || (firstPending !== undefined && isBefore(firstPending, item))) {
            detach(item);
            this.#list.insertBefore(item, firstPending ?? null);
        }
        arrangeAround(item);
        if (known === undefined && isNew) {
            animateOnce(item, "message--new");
        }
        this.#showNotice();
        this.#firstUnread.follow(wasAtEnd);
    }

    #prepend(messages) {
        if (messages.length === 0) {
            this.#showNotice();
            return;
        }
        this.#silently(() => {
            this.#position.addAbove(() => {
                const first = this.#list.querySelector(MESSAGES_AND_EVENTS);
                const items = messages.map(message => this.#items.make(message));
                this.#list.prepend(...items);
                [...items, first].forEach(item => arrange(item));
                this.#firstUnread.mark();
                this.#showNotice();
            });
        });
    }

    #showPending(pending) {
        if (this.#items.byCid(pending.cid) !== undefined) {
            this.#items.describePending(pending);
            return;
        }
        const item = this.#items.makePending(pending);
        this.#list.append(item);
        arrangeAround(item);
        animateOnce(item, "message--new");
        this.#showNotice();
        this.#firstUnread.end();
        this.#conversation.loadNewest();
        this.#position.jumpToEnd(); // the writer wants to see the new message
    }

    #withdraw({ cid }) {
        const item = this.#items.removePending(cid);
        const focused = item?.contains(document.activeElement);
        const next = messageFrom(item?.nextElementSibling ?? null);
        detach(item);
        [next, this.#list.lastElementChild].forEach(each => arrange(each));
        this.#showNotice();
        if (focused) {
            document.querySelector("#text").focus(); // the button is gone, so the composer takes the focus
        }
    }

    /** Updates the notice when loading begins, ends or fails, and continues the searches for messages in older pages. */
    #showLoading() {
        this.#showNotice();
        this.#firstUnread.settle();
        this.#target.seek(this.#conversation);
    }

    #showNotice() {
        this.#notice.show(this.#conversation, this.#connected());
    }

    /** Dispatches `seen` for the messages on the screen, if the page is visible. */
    #dispatchSeen() {
        const looks = document.visibilityState === "visible" && this.#conversation && !this.#firstUnread.isSought;
        const seq = looks ? this.#position.lastOnScreen() : 0;
        if (seq > 0) {
            this.#dispatch("seen", { conversation: this.#conversation, seq });
        }
    }

    #dispatch(type, detail) {
        this.dispatchEvent(new CustomEvent(type, { detail }));
    }

    /** Changes the list without an announcement by screen readers: old messages are not news. */
    #silently(change) {
        this.#log.setAttribute("aria-live", "off");
        change();
        setTimeout(() => this.#log.removeAttribute("aria-live"), 300);
    }
}
