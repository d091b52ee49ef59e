/**
 * The elements of a conversation's messages, stored and pending, and of its events: makes, fills and updates them. MessageList
 * places them.
 * @module
 */
import { describeEvent, eventLine } from "./event-view.js";
import { MESSAGES_AND_EVENTS } from "./message-layout.js";
import { bubble, describe, describeReach, nameSender, readMessage, show, showTime } from "./message-view.js";
import { describeChanges } from "./pending-change-view.js";
import { describePending } from "./pending-message-view.js";

/** The elements of one conversation at a time. */
export class MessageItems {
    #list;
    #people;
    #actions;
    #connected;
    #conversation = null;
    #pending = new Map(); // cid of a pending message → element

    /**
     * @param {HTMLElement} list parent of the elements
     * @param {object} options as for the list
     * @param {import("../conversation/people.js").People} options.people
     * @param {Record<"retry"|"cancel"|"discard"|"sendWithout", (pending: object) => void>} options.actions for pending messages and changes
     * @param {() => boolean} options.connected
     */
    constructor(list, { people, actions, connected }) {
        this.#list = list;
        this.#people = people;
        this.#actions = actions;
        this.#connected = connected;
    }

    /**
     * @param {import("../conversation/conversation.js").Conversation|null} conversation the conversation that the elements
     *     show from now on
     */
    set conversation(conversation) {
        this.#conversation = conversation;
    }

    get #all() {
        return [...this.#list.querySelectorAll(MESSAGES_AND_EVENTS)];
    }

    /** @returns {import("../conversation/conversation.js").Message[]} the messages that the server wrote into the page */
    read() {
        return this.#all.map(readMessage);
    }

    /** @returns {HTMLLIElement|null} the element of a stored message */
    byId(id) {
        return this.#list.querySelector(`.message[data-id="${Number(id)}"]`);
    }

    /** @returns {HTMLLIElement|undefined} the element of a pending message */
    byCid(cid) {
        return this.#pending.get(cid);
    }

    /** @returns {HTMLLIElement|undefined} the first pending message in the list; stored ones stand above the pending ones */
    get firstPending() {
        return [...this.#pending.values()].find(each => each.isConnected);
    }

    /** @returns {HTMLLIElement} a new element for a stored message or an event */
    make(message) {
        if (message.event !== undefined) {
            return eventLine(message, this.#people);
        }
        const item = this.#bubble(message.sender);
        show(item, this.#conversation.shown(message.id) ?? message, this.#people);
        describe(item, message, this.#conversation);
        this.describeChanges(message.id, item);
        return item;
    }

    /** Completes the elements that the server wrote into the page. */
    adoptAll() {
        const { messages } = this.#conversation;
        this.#all.forEach((item, index) => {
            const message = messages[index];
            if (message.event !== undefined) {
                describeEvent(item, message, this.#people);
            } else {
                show(item, message, this.#people);
                describe(item, message, this.#conversation);
            }
        });
    }

    #bubble(sender) {
        return bubble(sender, this.#people, this.#conversation.account === null);
    }

    /** @returns {HTMLLIElement} a new element for a pending message */
    makePending(pending) {
        const item = this.#bubble({ id: this.#people.self });
        this.#pending.set(pending.cid, item);
        this.describePending(pending);
        return item;
    }

    /**
     * Shows that a pending message is stored.
     *
     * @returns {HTMLLIElement|undefined} its element, undefined if there is none
     */
    settle(cid, message) {
        const item = this.#pending.get(cid);
        this.#pending.delete(cid);
        if (item !== undefined) {
            show(item, message, this.#people);
            describe(item, message, this.#conversation);
        }
        return item;
    }

    /**
     * Removes a pending message that will not be sent.
     *
     * @returns {HTMLLIElement|undefined} its element
     */
    removePending(cid) {
        const item = this.#pending.get(cid);
        this.#pending.delete(cid);
        return item;
    }

    /** Forgets the pending elements before the list is filled again. */
    forgetPending() {
        this.#pending.clear();
    }

    /** Shows the present state of a stored message. */
    update(id, item) {
        show(item, this.#conversation.shown(id), this.#people);
        this.describeChanges(id, item);
    }

    /** Updates the states of all pending messages and changes. */
    describeAll() {
        this.#conversation.pending.forEach(pending => this.describePending(pending));
        this.#conversation.changes.forEach(({ change: { id } }) => this.describeChanges(id));
    }

    /** Updates the state of a pending message, and its quote. */
    describePending(pending) {
        const item = this.#pending.get(pending.cid);
        show(item, { message: pending.text, quote: pending.quote }, this.#people);
        const act = name => () => this.#actions[name](pending);
        const actions = { retry: act("retry"), cancel: act("cancel"), discard: act("discard"), sendWithout: act("sendWithout") };
        describePending(item, pending,
            { self: this.#people.self, connected: this.#connected(), actions });
    }

    /** Updates the states of a message's pending changes. */
    describeChanges(id, item = this.byId(id)) {
        if (item !== null) {
            describeChanges(item, this.#conversation.changes.of(id), {
                connected: this.#connected(), actions: this.#actions,
            });
        }
    }

    /** Shows how far other members have received and read. */
    showReach() {
        this.#list.querySelectorAll(".message--own[data-id]").forEach(item => describeReach(item, this.#conversation));
    }

    /** Shows a new name of a person. */
    rename(person) {
        this.#list.querySelectorAll(`.message[data-sender-id="${person.id}"]`)
            .forEach(item => nameSender(item, person, this.#people));
        this.#conversation.messages.filter(({ mentions }) => mentions?.includes(person.id))
            .forEach(({ id }) => show(this.byId(id), this.#conversation.shown(id), this.#people));
        this.#list.querySelectorAll(".event")
            .forEach(item => describeEvent(item, this.#conversation.shown(Number(item.dataset.id)), this.#people));
    }

    /** Updates all times, since the device may be in another time zone. */
    showTimes() {
        this.#list.querySelectorAll(".message__time").forEach(showTime);
    }
}
