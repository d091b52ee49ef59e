/**
 * The list of messages on the screen: shows one conversation at a time.
 * @module
 */
import { animateOnce, make } from "./dom.js";
import { arrange, arrangeAround, detach, isBefore } from "./message-places.js";
import { bubble, describe, describeReach, dress, readMessage } from "./message-view.js";
import { describePending } from "./pending-view.js";
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
        this.#place.addEventListener("start", () => this.#conversation?.loadOlder());
        this.#place.addEventListener("moved", () => this.#tellSeen());
        document.addEventListener("visibilitychange", () => this.#tellSeen());
    }

    /** @returns {import("./conversation.js").Message[]} those that came with the page */
    read() {
        return [...this.#list.querySelectorAll(".message")].map(readMessage);
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
        listen("reach", () => this.#showReach());
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

    /** Says again what is being waited for: time has gone by, or the connection is another. */
    refresh() {
        if (this.#conversation !== null) {
            this.#conversation.pending.forEach(pending => this.#describePending(pending));
            this.#showLoading();
        }
    }

    #adopt() {
        const { messages, reach } = this.#conversation;
        [...this.#list.querySelectorAll(".message")].forEach((item, index) => {
            dress(item);
            describe(item, messages[index], reach);
            arrange(item);
        });
        this.#finish();
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
        this.#place.jumpToEnd();
    }

    #append({ message, pending }) {
        const wasAtEnd = this.#place.atEnd;
        const known = this.#items.get(pending?.cid);
        const item = known ?? this.#item(message);
        this.#items.delete(pending?.cid);
        if (known !== undefined) {
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
                [...items, first].forEach(item => arrange(item));
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
        this.#place.jumpToEnd(); // whoever writes wants to see it, wherever they were
    }

    #withdraw({ cid }) {
        const item = this.#items.get(cid);
        const focused = item?.contains(document.activeElement);
        this.#items.delete(cid);
        const next = item?.nextElementSibling;
        detach(item);
        [next, this.#list.lastElementChild].forEach(each => arrange(each));
        this.#showLoading();
        if (focused) {
            document.querySelector("#text").focus(); // the button is gone, the keyboard must not be lost with it
        }
    }

    #item(message) {
        const own = message.sender.id === this.#self.id;
        const name = own ? this.#self.displayName : this.#conversation.person.displayName;
        const item = bubble({ text: message.message, name, own });
        describe(item, message, this.#conversation.reach);
        return item;
    }

    #pendingItem(pending) {
        const item = bubble({ text: pending.text, name: this.#self.displayName, own: true });
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

    /** Receipts mostly grow: from the newest message upwards, until one that was read before. */
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
        const { loading, failure, loaded, more, messages, pending, person } = this.#conversation;
        const nothing = messages.length + pending.size === 0;
        const missing = !loaded && loading === null && !this.#connected();
        const begins = loaded && !more && !nothing;
        this.#waiting.hidden = loaded || missing || failure !== null;
        this.#empty.hidden = !loaded || !nothing;
        this.#above.classList.toggle("log__above--start", begins);
        const shown = [person.id, loading === "older", failure, missing, begins].join();
        if (shown !== this.#above.dataset.shown) { // what stands there already is not read out again
            this.#above.dataset.shown = shown;
            this.#above.replaceChildren(...this.#wordsAbove(this.#conversation, missing, begins));
        }
    }

    #wordsAbove({ loading, failure }, missing, begins) {
        if (failure !== null) {
            const again = make("button", { class: "link-button", type: "button" }, "Try again");
            again.addEventListener("click", () => this.#conversation.retryLoading());
            return [`Earlier messages could not be loaded. ${failure} `, again];
        }
        return [loading === "older" ? "Loading earlier messages…"
            : missing ? "This browser has not kept these messages. They come with the connection."
                : begins ? "This is where your conversation begins." : ""];
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
