/**
 * The list of messages on the screen: shows one conversation at a time.
 * @module
 */
import { describeChanges } from "./pending-change-view.js";
import { clock } from "../base/clock.js";
import { animateOnce } from "../base/dom.js";
import { FirstUnread } from "./first-unread.js";
import { HistoryNotice } from "./history-notice.js";
import { arrange, arrangeAround, detach, isBefore, messageFrom } from "./message-layout.js";
import { JumpTarget } from "./jump-target.js";
import { bubble, describe, describeReach, readMessage, show, showTime } from "./message-view.js";
import { describePending } from "./pending-message-view.js";
import { ScrollPosition } from "./scroll-position.js";

/**
 * Dispatches `seen` with `{conversation, seq}`: the reader has had this far on the screen; `found` with `{item}`, null for
 * none, after {@link goTo}.
 */
export class MessageList extends EventTarget {
    #log = document.querySelector("#log");
    #list = document.querySelector("#messages");
    #notes = new HistoryNotice();
    #place = new ScrollPosition(this.#log, this.#list, document.querySelector("#to-newest"));
    #firstUnread;
    #items = new Map(); // cid of a pending message → its element
    #conversation = null;
    #listening = null;
    #target = new JumpTarget(this.#list, this.#place, item => this.#tell("found", { item }));
    #self;
    #actions;
    #connected;

    /**
     * @param {object} options
     * @param {{id: number, displayName: string}} options.self
     * @param {Record<"retry"|"cancel"|"discard", (pending: object) => void>} options.actions for what is on its way
     * @param {() => boolean} options.connected
     */
    constructor({ self, actions, connected }) {
        super();
        this.#self = self;
        this.#actions = actions;
        this.#connected = connected;
        this.#firstUnread = new FirstUnread(this.#log, this.#list, this.#place, connected);
        this.#place.addEventListener("start", () => this.#firstUnread.isSought || this.#conversation?.loadOlder());
        this.#place.addEventListener("moved", () => this.#tellSeen());
        document.addEventListener("visibilitychange", () => this.#place.look());
        clock.addEventListener("day", () => this.#showDays());
    }

    /** @returns {import("../conversation/conversation.js").Message[]} those that came with the page */
    read() {
        return [...this.#list.querySelectorAll(".message")].map(readMessage);
    }

    /**
     * Shows a conversation instead of the one before, from the first message on that is unread.
     *
     * @param {import("../conversation/conversation.js").Conversation} conversation
     * @param {boolean} here true where its messages stand in the page already
     * @param {{readSeq: number, unread: boolean, seq: number}} read as {@link FirstUnread.begin} takes it
     */
    show(conversation, here, read) {
        this.#listening?.abort();
        this.#listening = new AbortController();
        this.#conversation = conversation;
        this.#firstUnread.begin(conversation, read);
        const listen = (type, listener) => conversation.addEventListener(type, ({ detail }) => listener(detail),
            { signal: this.#listening.signal });
        listen("reset", () => this.#showAll());
        listen("append", detail => this.#append(detail));
        listen("place", () => this.#showAll());
        listen("prepend", ({ messages }) => this.#prepend(messages));
        listen("change", ({ ids }) => this.#change(ids));
        listen("pending", ({ pending }) => this.#showPending(pending));
        listen("withdraw", ({ pending }) => this.#withdraw(pending));
        listen("reach", () => this.#showReach());
        listen("loading", () => {
            this.#showLoading();
            this.#firstUnread.settle();
            this.#target.seek(this.#conversation);
        });
        this.#target.want(null);
        if (here) {
            this.#silently(() => this.#adopt());
        } else {
            this.#showAll();
        }
    }

    /** Shows none. */
    hide() {
        this.#listening?.abort();
        this.#conversation = null;
        this.#list.replaceChildren();
    }

    /** Says again what is being waited for: time has gone by, or the connection is another. */
    refresh() {
        if (this.#conversation !== null) {
            this.#conversation.pending.forEach(pending => this.#describePending(pending));
            this.#conversation.changes.forEach(({ change: { id } }) => this.#describeChanges(this.#itemOf(id), id));
            this.#showLoading();
            this.#firstUnread.settle();
            this.#target.seek(this.#conversation);
        }
    }

    /** "Today" has become "Yesterday", or another zone has other days and times. */
    #showDays() {
        if (this.#conversation !== null) {
            this.#silently(() => {
                this.#conversation.pending.forEach(pending => this.#describePending(pending));
                this.#list.querySelectorAll(".message__time").forEach(showTime);
                [...this.#list.children].forEach(item => arrange(item));
            });
        }
    }

    /** @returns {HTMLLIElement|null} the element of a stored message */
    #itemOf(id) {
        return this.#list.querySelector(`.message[data-id="${Number(id)}"]`);
    }

    /** Leads to a message, also where it is far up: what lies between is loaded. @param {number} seq its number */
    goTo(seq) {
        this.#firstUnread.end();
        this.#target.want(seq);
        this.#target.seek(this.#conversation);
    }

    #adopt() {
        const { messages, reach } = this.#conversation;
        [...this.#list.querySelectorAll(".message")].forEach((item, index) => {
            show(item, messages[index], this.#people);
            describe(item, messages[index], reach);
            arrange(item);
        });
        this.#finish();
    }

    /** These messages are others now. */
    #change(ids) {
        for (const id of ids) {
            const item = this.#itemOf(id);
            if (item !== null) {
                this.#place.keep(item, () => {
                    show(item, this.#conversation.shown(id), this.#people);
                    this.#describeChanges(item, id);
                });
            }
        }
    }

    #describeChanges(item, id) {
        if (item !== null) {
            describeChanges(item, this.#conversation.changes.of(id), {
                connected: this.#connected(), actions: this.#actions,
            });
        }
    }

    #showAll() {
        this.#silently(() => {
            this.#items.clear();
            this.#list.replaceChildren(...this.#conversation.messages.map(message => this.#item(message)));
            this.#conversation.pending.forEach(pending => this.#list.append(this.#pendingItem(pending)));
            [...this.#list.children].forEach(item => arrange(item));
            this.#finish();
        });
    }

    #finish() {
        this.#showLoading();
        this.#firstUnread.shown();
        this.#target.seek(this.#conversation);
    }

    #append({ message, pending }) {
        const wasAtEnd = this.#place.atEnd;
        if (message.sender.id !== this.#self.id) {
            this.#firstUnread.expect(message, wasAtEnd);
        }
        const known = this.#items.get(pending?.cid);
        const item = known ?? this.#item(message);
        this.#items.delete(pending?.cid);
        if (known !== undefined) {
            show(item, message, this.#people);
            describe(item, message, this.#conversation.reach);
        }
        // what is on its way stays beneath what is in the order
        const firstPending = [...this.#items.values()].find(each => each.isConnected);
        if (known === undefined || (firstPending !== undefined && isBefore(firstPending, item))) {
            detach(item);
            this.#list.insertBefore(item, firstPending ?? null);
        }
        arrangeAround(item);
        if (known === undefined) {
            animateOnce(item, "message--new");
        }
        this.#showLoading();
        this.#firstUnread.follow(wasAtEnd);
    }

    #prepend(messages) {
        if (messages.length === 0) {
            this.#showLoading();
            return;
        }
        this.#silently(() => {
            this.#place.addAbove(() => {
                const first = this.#list.querySelector(".message");
                const items = messages.map(message => this.#item(message));
                this.#list.prepend(...items);
                [...items, first].forEach(item => arrange(item));
                this.#firstUnread.mark();
                this.#showLoading();
            });
        });
    }

    #showPending(pending) {
        if (this.#items.has(pending.cid)) {
            this.#describePending(pending);
            return;
        }
        const item = this.#pendingItem(pending);
        this.#list.append(item);
        arrangeAround(item);
        animateOnce(item, "message--new");
        this.#showLoading();
        this.#firstUnread.end();
        this.#place.jumpToEnd(); // whoever writes wants to see it, wherever they were
    }

    #withdraw({ cid }) {
        const item = this.#items.get(cid);
        const focused = item?.contains(document.activeElement);
        this.#items.delete(cid);
        const next = messageFrom(item?.nextElementSibling ?? null);
        detach(item);
        [next, this.#list.lastElementChild].forEach(each => arrange(each));
        this.#showLoading();
        if (focused) {
            document.querySelector("#text").focus(); // the button is gone, the keyboard must not be lost with it
        }
    }

    get #people() {
        const nameOf = ({ id }) => (id === this.#self.id ? this.#self : this.#conversation.person).displayName;
        return { self: this.#self.id, nameOf };
    }

    #item(message) {
        const item = bubble(message.sender, this.#people);
        show(item, this.#conversation.shown(message.id) ?? message, this.#people);
        describe(item, message, this.#conversation.reach);
        this.#describeChanges(item, message.id);
        return item;
    }

    #pendingItem(pending) {
        const item = bubble(this.#self, this.#people);
        show(item, { message: pending.text, quote: pending.quote }, this.#people);
        this.#items.set(pending.cid, item);
        this.#describePending(pending);
        return item;
    }

    #describePending(pending) {
        const act = name => () => this.#actions[name](pending);
        const actions = { retry: act("retry"), cancel: act("cancel"), discard: act("discard") };
        describePending(this.#items.get(pending.cid), pending,
            { self: this.#self.id, connected: this.#connected(), actions });
    }

    /** ReceiptSender mostly grow: from the newest message upwards, until one that was read before. */
    #showReach() {
        for (const item of [...this.#list.querySelectorAll(".message--own[data-id]")].reverse()) {
            const saidSo = item.dataset.reach === "read";
            describeReach(item, this.#conversation.reach);
            if (saidSo && item.dataset.reach === "read") {
                return;
            }
        }
    }

    #showLoading() {
        this.#notes.show(this.#conversation, this.#connected());
    }

    /** Read is what is on the screen of a page that is looked at. */
    #tellSeen() {
        const looks = document.visibilityState === "visible" && this.#conversation && !this.#firstUnread.isSought;
        const seq = looks ? this.#place.lastOnScreen() : 0;
        if (seq > 0) {
            this.#tell("seen", { conversation: this.#conversation, seq });
        }
    }

    #tell(type, detail) {
        this.dispatchEvent(new CustomEvent(type, { detail }));
    }

    /** Changes the list without having it read out: history is not news. */
    #silently(change) {
        this.#log.setAttribute("aria-live", "off");
        change();
        setTimeout(() => this.#log.removeAttribute("aria-live"), 300);
    }
}
