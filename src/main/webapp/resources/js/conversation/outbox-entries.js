/**
 * The entries of the outbox: unconfirmed messages and changes, as this tab shows them. Sends and stores nothing.
 * @module
 */
import { t } from "../base/i18n.js";
import { isOld } from "./outbox-rules.js";

/**
 * @typedef {object} Entry
 * @property {import("./conversation.js").Conversation} conversation
 * @property {import("./pending-messages.js").PendingMessages} line the conversation's pending messages or changes, which
 *     contain the entry
 * @property {import("./pending-messages.js").Pending} pending
 * @property {import("./people.js").Person} [person] the recipient as the author knew them; absent in a room of several
 * @property {boolean} stored whether the browser's store has the entry, so that any tab can send it
 * @property {boolean} [storing] whether the entry is being stored
 * @property {boolean} [untried] whether this tab made the entry and has not sent it; its record may be marked `tried` before
 *     that
 * @property {boolean} [unanswered] whether an attempt got no answer, so that the server may have stored the entry, even if
 *     it rejects a later attempt
 * @property {number} [sentAt] when the entry was sent over the present connection, in ms of `performance.now()`
 * @property {number} [notBefore] end of a pause that the server demanded, in the same clock
 * @property {number} [rejections] number of consecutive rejections
 * @property {boolean} [uploadedAgain] whether the files are uploaded again, since the server has none of them any more
 */

/** Entries by `cid`, in the order of writing. */
export class OutboxEntries extends Map {
    #done = new Set(); // cids that are settled or withdrawn; later news of them from other tabs or the store is ignored
    #conversations;
    #people;
    #answers = new Map(); // cid → {resolve, reject} of the promise that {@link answer} returned

    /**
     * @param {import("./conversations.js").Conversations} conversations
     * @param {import("./people.js").People} people
     */
    constructor(conversations, people) {
        super();
        this.#conversations = conversations;
        this.#people = people;
    }

    /** @returns {Entry[]} the entries to send and those that wait for an answer, oldest first */
    get waiting() {
        return [...this.values()].filter(({ pending }) => pending.state === "pending");
    }

    /** @returns {Entry|undefined} the entry of a message with this file @param {string} key */
    withFile(key) {
        return [...this.values()].find(({ pending: { files = [] } }) => files.some(file => file.key === key));
    }

    /** @returns {Entry[]} the entries for a room of several */
    inRoom(room) {
        return [...this.values()].filter(({ conversation }) => conversation.account === null && conversation.room === room);
    }

    /**
     * @returns {{waiting: number, failed: number, unstored: number}} how many there are; unstored ones would be lost with
     *     the page
     */
    get counts() {
        const all = [...this.values()];
        const failed = all.filter(({ pending }) => pending.state === "failed").length;
        const unstored = all.filter(({ pending, stored }) => !stored && pending.state !== "failed").length;
        return { waiting: all.length - failed, failed, unstored };
    }

    /** @returns {Promise<object>} the ack of a message; rejects with the reason if it is rejected or withdrawn */
    answer(cid) {
        const answered = new Promise((resolve, reject) => this.#answers.set(cid, { resolve, reject }));
        answered.catch(() => {}); // no error in the console: the message itself shows the reason
        return answered;
    }

    /** Adds and shows an entry of the store. @param {import("../store/outbox-store.js").OutboxRecord} record */
    addRecord({ cid, room, person, text, quote, files, change, epoch, at, tried, asked, anew, failed = null }) {
        if (!this.has(cid) && !this.#done.has(cid)) {
            const conversation = this.#conversationOf(person, room);
            const line = change === undefined ? conversation.pending : conversation.changes;
            const pending = { cid, text, quote, files, change, epoch, at, tried, asked, anew, state: "pending", reason: failed };
            pending.state = failed !== null ? "failed" : isOld(pending) ? "old" : "pending";
            this.set(cid, { conversation, line, pending, person, stored: true });
            line.expect(pending);
        }
    }

    /**
     * Finds or makes the conversation of a record. The person decides, not the room: a conversation of two may have got its
     * room since, and after a restore of the server only the username tells that the ids still mean the same.
     */
    #conversationOf(person, room) {
        if (person === undefined) {
            return this.#conversations.in(room);
        }
        this.#people.learn(person); // the server may list the person later, with another name
        return this.#conversations.with(person.id);
    }

    /**
     * Moves the entries with other cids behind these, in the list and on the screen.
     *
     * @param {Set<string>} cids in the order of writing
     */
    putBehind(cids) {
        const others = [...this].filter(([cid]) => !cids.has(cid));
        const all = [...[...cids].filter(cid => this.has(cid)).map(cid => [cid, this.get(cid)]), ...others];
        this.clear();
        all.forEach(([cid, entry]) => this.set(cid, entry));
        for (const [, { line, pending }] of others) {
            line.withdraw(pending);
            line.expect(pending);
        }
    }

    /** Shows changed fields of a record. */
    show({ line, pending }, { failed = null, waitsFor = null, ...more }) {
        const state = failed === null ? "pending" : "failed";
        line.mark(pending, state, { ...more, reason: failed ?? waitsFor });
        if (failed !== null) {
            this.#answers.get(pending.cid)?.reject(new Error(failed));
        }
    }

    /**
     * Settles an entry by its ack or its own message, whichever comes first.
     *
     * @returns {boolean} false if there is no such entry
     */
    settle(frame) {
        const entry = this.get(frame.cid);
        this.#remove(frame.cid, ({ resolve }) => resolve(frame));
        entry?.conversation.acknowledge(frame);
        return entry !== undefined;
    }

    /** Drops an entry that must not be sent any more. */
    drop(cid) {
        const entry = this.get(cid);
        this.#remove(cid, ({ reject }) => reject(new Error(t("pending.cancelled"))));
        entry?.line.withdraw(entry.pending);
    }

    #remove(cid, answer) {
        this.#done.add(cid);
        this.delete(cid);
        if (this.#answers.has(cid)) {
            answer(this.#answers.get(cid));
            this.#answers.delete(cid);
        }
    }
}
