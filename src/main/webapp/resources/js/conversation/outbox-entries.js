/**
 * The entries of the outbox: what is written and not confirmed, as this tab shows it. Sends and stores nothing.
 * @module
 */
import { t } from "../base/i18n.js";
import { isOld } from "./outbox-rules.js";

/**
 * @typedef {object} Entry
 * @property {import("./conversation.js").Conversation} conversation
 * @property {import("./pending-messages.js").PendingMessages} line of the conversation, in which it stands
 * @property {import("./pending-messages.js").Pending} pending
 * @property {import("./roster-entry.js").Person} person whom it was written to
 * @property {boolean} stored it is in the browser's store, so that any tab can send it
 * @property {boolean} [storing] it is being stored
 * @property {boolean} [untried] written in this tab and not sent by it yet, although its record may say `tried` already
 * @property {boolean} [unanswered] an attempt got no answer, and may have been stored: no later refusal denies that
 * @property {number} [sentAt] when it went over this page's connection, in ms of `performance.now()`
 * @property {number} [notBefore] the server asked for a pause until then
 * @property {number} [refusals] how often in a row
 */

/** Entries by `cid`, in the order of writing. */
export class OutboxEntries extends Map {
    #done = new Set(); // settled or taken back: later news of them from another tab or the store is ignored
    #conversationWith;
    #answers = new Map(); // cid → {resolve, reject} of the promise that this tab has given

    /** @param {(person: object) => import("./conversation.js").Conversation} conversationWith makes one if need be */
    constructor(conversationWith) {
        super();
        this.#conversationWith = conversationWith;
    }

    /** @returns {Entry[]} those that wait for their turn or for an answer, oldest first */
    get waiting() {
        return [...this.values()].filter(({ pending }) => pending.state === "pending");
    }

    /** @returns {{waiting: number, failed: number, unstored: number}} unstored: would be lost with this page */
    get counts() {
        const all = [...this.values()];
        const failed = all.filter(({ pending }) => pending.state === "failed").length;
        const unstored = all.filter(({ pending, stored }) => !stored && pending.state !== "failed").length;
        return { waiting: all.length - failed, failed, unstored };
    }

    /** @returns {Promise<object>} the ack of a message; rejected with the reason where it is refused or taken back */
    answer(cid) {
        const answered = new Promise((resolve, reject) => this.#answers.set(cid, { resolve, reject }));
        answered.catch(() => {}); // the message shows it; only debugChat waits for it too
        return answered;
    }

    /** @param {import("../store/outbox-store.js").OutboxRecord} record of the store, to be shown */
    addRecord({ cid, person, text, quote, change, epoch, at, tried, asked, anew, failed = null }) {
        if (!this.has(cid) && !this.#done.has(cid)) {
            const conversation = this.#conversationWith(person);
            const line = change === undefined ? conversation.pending : conversation.changes;
            const pending = { cid, text, quote, change, epoch, at, tried, asked, anew, state: "pending", reason: failed };
            pending.state = failed !== null ? "failed" : isOld(pending) ? "old" : "pending";
            this.set(cid, { conversation, line, pending, person, stored: true });
            line.expect(pending);
        }
    }

    /** Puts all others behind these, on the screen too. @param {Set<string>} cids in the order of writing */
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

    /** Shows other fields of a record. */
    show({ line, pending }, { failed = null, waitsFor = null, ...more }) {
        const state = failed === null ? "pending" : "failed";
        line.mark(pending, state, { ...more, reason: failed ?? waitsFor });
        if (failed !== null) {
            this.#answers.get(pending.cid)?.reject(new Error(failed));
        }
    }

    /** Whichever comes first, ack or message, settles the cid. @returns {boolean} false where it waited for none */
    settle(frame) {
        const entry = this.get(frame.cid);
        this.#remove(frame.cid, ({ resolve }) => resolve(frame));
        entry?.conversation.acknowledge(frame);
        return entry !== undefined;
    }

    /** It is not to be sent any more. */
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
