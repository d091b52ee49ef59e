/**
 * The list of messages on the screen: shows one conversation at a time.
 * @module
 */
import { animateOnce, make } from "./dom.js";
import { bubble, daySeparator, describe, describePending, dress, inOneRun, onDifferentDays } from "./message-view.js";
import { ReadingPlace } from "./reading-place.js";

/** Dispatches `seen` with `{conversation, seq}`: the reader has had this far on the screen. */
export class MessageList extends EventTarget {
    #log = document.querySelector("#log");
    #list = document.querySelector("#messages");
    #above = document.querySelector("#log-above");
    #waiting = document.querySelector("#log-waiting");
    #empty = document.querySelector("#log-empty");
    #place = new ReadingPlace(this.#log, this.#list, document.querySelector("#to-newest"));
    #items = new Map(); // cid of a pending message → its element
    #conversation = null;
    #listening = null;
    #self;
    #retry;
    #connected;

    /**
     * @param {object} options
     * @param {{id: number, displayName: string}} options.self
     * @param {(conversation: object, pending: object) => void} options.retry
     * @param {() => boolean} options.connected
     */
    constructor({ self, retry, connected }) {
        super();
        this.#self = self;
        this.#retry = retry;
        this.#connected = connected;
        this.#place.addEventListener("start", () => this.#conversation?.loadOlder());
        this.#place.addEventListener("moved", () => this.#tellSeen());
        document.addEventListener("visibilitychange", () => this.#tellSeen());
    }

    /** @returns {import("./conversation.js").Message[]} those that came with the page */
    read() {
        return [...this.#list.querySelectorAll(".message")].map(item => ({
            id: Number(item.dataset.id),
            seq: Number(item.dataset.seq),
            sender: { id: Number(item.dataset.senderId) },
            message: item.querySelector(".message__text").textContent,
            sentAt: item.dataset.sentAt,
        }));
    }

    /**
     * Shows a conversation instead of the one before.
     *
     * @param {import("./conversation.js").Conversation} conversation
     * @param {boolean} here true where its messages stand in the page already
     */
    show(conversation, here = false) {
        this.#listening?.abort();
        this.#listening = new AbortController();
        this.#conversation = conversation;
        const listen = (type, listener) => conversation.addEventListener(type, ({ detail }) => listener(detail),
            { signal: this.#listening.signal });
        listen("reset", () => this.#showAll());
        listen("append", detail => this.#append(detail));
        listen("place", () => this.#showAll());
        listen("prepend", ({ messages }) => this.#prepend(messages));
        listen("pending", ({ pending }) => this.#showPending(pending));
        listen("withdraw", ({ pending }) => this.#withdraw(pending));
        listen("loading", () => this.#showLoading());
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

    /** Says again of each message on its way what it waits for. */
    refreshPending() {
        this.#conversation?.pending.forEach(pending => this.#describePending(pending));
    }

    #adopt() {
        const { messages } = this.#conversation;
        [...this.#list.querySelectorAll(".message")].forEach((item, index) => {
            dress(item);
            describe(item, messages[index]);
            this.#arrange(item);
        });
        this.#finish();
    }

    #showAll() {
        this.#silently(() => {
            this.#items.clear();
            this.#list.replaceChildren(...this.#conversation.messages.map(message => this.#item(message)));
            this.#conversation.pending.forEach(pending => this.#list.append(this.#pendingItem(pending)));
            [...this.#list.children].forEach(item => this.#arrange(item));
            this.#finish();
        });
    }

    #finish() {
        this.#showLoading();
        this.#place.jumpToEnd();
    }

    #append({ message, pending }) {
        const wasAtEnd = this.#place.atEnd;
        const known = this.#items.get(pending?.cid);
        const item = known ?? this.#item(message);
        this.#items.delete(pending?.cid);
        if (known !== undefined) {
            describe(item, message);
        }
        // what is on its way stays beneath what is in the order
        const firstPending = [...this.#items.values()].find(each => each.isConnected);
        if (known === undefined || (firstPending !== undefined && isBefore(firstPending, item))) {
            this.#detach(item);
            this.#list.insertBefore(item, firstPending ?? null);
        }
        this.#arrangeAround(item);
        if (known === undefined) {
            animateOnce(item, "message--new");
        }
        this.#showLoading();
        this.#place.follow(wasAtEnd, message.sender.id === this.#self.id ? 0 : 1);
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
                [...items, first].forEach(item => this.#arrange(item));
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
        this.#arrangeAround(item);
        animateOnce(item, "message--new");
        this.#showLoading();
        this.#place.jumpToEnd(); // whoever writes wants to see it, wherever they were
    }

    #withdraw({ cid }) {
        const item = this.#items.get(cid);
        this.#items.delete(cid);
        const next = item?.nextElementSibling;
        this.#detach(item);
        [next, this.#list.lastElementChild].forEach(each => this.#arrange(each));
    }

    #item(message) {
        const own = message.sender.id === this.#self.id;
        const name = own ? this.#self.displayName : this.#conversation.person.displayName;
        const item = bubble({ text: message.message, name, own });
        describe(item, message);
        return item;
    }

    #pendingItem(pending) {
        const item = bubble({ text: pending.text, name: this.#self.displayName, own: true });
        this.#items.set(pending.cid, item);
        this.#describePending(pending);
        return item;
    }

    #describePending(pending) {
        const conversation = this.#conversation;
        const retry = () => this.#retry(conversation, pending);
        describePending(this.#items.get(pending.cid), pending,
            { self: this.#self.id, connected: this.#connected(), retry });
    }

    /** Sets the day's separator before a message, and where runs of one sender begin and end. */
    #arrange(item) {
        if (!item?.matches(".message")) {
            return;
        }
        if (item.previousElementSibling?.matches(".day")) {
            item.previousElementSibling.remove();
        }
        const before = item.previousElementSibling;
        if (before === null || onDifferentDays(before, item)) {
            item.before(daySeparator(item));
        }
        const continues = before !== null && inOneRun(before, item);
        item.classList.toggle("message--first", !continues);
        before?.classList.toggle("message--last", !continues);
        if (item.nextElementSibling === null) {
            item.classList.add("message--last");
        }
    }

    #arrangeAround(item) {
        this.#arrange(item);
        const next = item.nextElementSibling;
        this.#arrange(next?.matches(".day") ? next.nextElementSibling : next);
    }

    #detach(item) {
        if (item?.previousElementSibling?.matches(".day")) {
            item.previousElementSibling.remove();
        }
        item?.remove();
    }

    #showLoading() {
        const { loading, failure, loaded, more, messages, pending } = this.#conversation;
        const nothing = messages.length + pending.size === 0;
        this.#waiting.hidden = loaded || failure !== null;
        this.#empty.hidden = !loaded || !nothing;
        this.#above.classList.toggle("log__above--start", loaded && !more && !nothing);
        if (failure !== null) {
            const again = make("button", { class: "link-button", type: "button" }, "Try again");
            again.addEventListener("click", () => this.#conversation.retryLoading());
            this.#above.replaceChildren(`Earlier messages could not be loaded. ${failure} `, again);
        } else if (loading === "older") {
            this.#above.replaceChildren("Loading earlier messages…");
        } else {
            this.#above.replaceChildren(loaded && !more && !nothing ? "This is where your conversation begins." : "");
        }
    }

    /** Read is what is on the screen of a page that is looked at. */
    #tellSeen() {
        const seq = document.visibilityState === "visible" && this.#conversation ? this.#place.lastOnScreen() : 0;
        if (seq > 0) {
            this.dispatchEvent(new CustomEvent("seen", { detail: { conversation: this.#conversation, seq } }));
        }
    }

    /** Changes the list without having it read out: history is not news. */
    #silently(change) {
        this.#log.setAttribute("aria-live", "off");
        change();
        setTimeout(() => this.#log.removeAttribute("aria-live"), 300);
    }
}

const isBefore = (one, other) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
