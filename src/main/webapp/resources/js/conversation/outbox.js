/**
 * Sends what is written: kept in the browser first, then in order, one under way to each person, until it is confirmed.
 * All tabs of an account show the same; one sends.
 * @module
 */
import { log } from "../base/console-log.js";
import { explainError, sentenceOf } from "../connection/diagnosis.js";
import { newCid } from "../connection/frames.js";
import { t } from "../base/i18n.js";
import { OutboxEntries } from "./outbox-entries.js";
import { isLeftOver, isOld, isUnclear, passesByItself, requestOf, retryAfter } from "./outbox-rules.js";

const AGAIN_AFTER_MS = 20_000; // without an answer over a connection that lives; a cid may be repeated at any time

/** @typedef {import("./outbox-entries.js").Entry} Entry */

/** Dispatches `failed` with `{reason, pending}` when the server refuses a message or a change, or it can not be sent. */
export class Outbox extends EventTarget {
    #entries;
    #restored = false;
    #conversations;
    #signedOut = false;
    #records;
    #tabs;
    #leadership;
    #socket;

    /**
     * @param {object} parts
     * @param {import("./conversations.js").Conversations} parts.conversations
     * @param {import("../store/outbox-store.js").OutboxStore} parts.records
     * @param {BroadcastChannel} parts.tabs the account's own
     * @param {import("../store/leader-election.js").LeaderElection} parts.leadership
     * @param {import("../connection/chat-socket.js").ChatSocket} parts.socket
     */
    constructor({ conversations, records, tabs, leadership, socket }) {
        super();
        this.#entries = new OutboxEntries(person => conversations.with(person));
        this.#conversations = conversations;
        this.#records = records;
        this.#tabs = tabs;
        this.#leadership = leadership;
        this.#socket = socket;
        tabs.addEventListener("message", ({ data }) => this.#told(data));
        leadership.addEventListener("lead", () => this.takeOver());
        this.takeOver();
    }

    /** @returns {OutboxEntries["counts"]} */
    get unsent() {
        return this.#entries.counts;
    }

    /**
     * Shows a message as pending, keeps it, and sends it, now or later.
     *
     * @param {import("./conversation.js").Conversation} conversation
     * @param {string} text not blank, within the limit
     * @param {import("./room-history.js").Quote} [quote] of the message that it answers
     * @returns {Promise<object>} its ack; rejected with the reason where the server refuses it
     */
    send(conversation, text, quote) {
        log.sendMessageCalled();
        return this.#write(conversation, conversation.pending, { text, quote });
    }

    /**
     * Shows a message as changed, keeps the change, and sends it, now or later, after what was written before.
     *
     * @param {import("./conversation.js").Conversation} conversation
     * @param {import("./message-state.js").Change} change
     */
    change(conversation, change) {
        this.#write(conversation, conversation.changes, { change });
    }

    #write(conversation, line, what) {
        const first = this.#restored && !this.#entries.waiting.some(each => each.conversation === conversation);
        const pending = line.write({ ...what, epoch: conversation.epoch });
        pending.tried = first && this.#leadership.leads; // goes out as soon as it is kept: one write less
        const entry = { conversation, line, pending, person: conversation.person, kept: false, storing: true, untried: true };
        this.#entries.set(pending.cid, entry);
        this.#keep(entry);
        return this.#entries.answer(pending.cid);
    }

    /** Sends what was refused, or is old, or waits for its next turn: now, under the same `cid`. */
    retry({ cid }) {
        const entry = this.#entries.get(cid);
        if (entry !== undefined) {
            entry.notBefore = 0;
            this.#change(entry, { failed: null, asked: true });
            this.pump();
        }
    }

    /** Takes back what certainly has not been sent; where another tab was faster, its bubble says so. */
    async cancel(pending) {
        const { cid } = pending;
        const { kept, line } = this.#entries.get(cid) ?? {};
        const untried = !kept || await this.#records.remove(cid, ({ tried }) => !tried).catch(() => true)
            || this.#entries.get(cid)?.kept === false; // the browser has emptied its store meanwhile
        if (untried && !pending.tried) {
            this.#drop(cid);
            this.#tell({ type: "gone", cid });
        } else if (this.#entries.has(cid)) {
            line.mark(pending, pending.state, { tried: true });
        }
    }

    /** Gives up what was refused, or is too old. */
    discard({ cid }) {
        this.#drop(cid);
        this.#records.remove(cid).catch(() => {});
        this.#tell({ type: "gone", cid });
    }

    /** @param {{type: string, cid?: string}} frame any frame of the server, before the conversations hear of it */
    hear(frame) {
        if (frame.type === "page") { // what was repeated in vain may be found in the history
            frame.messages.forEach(message => this.hear({ ...message, type: "message", room: frame.room }));
            return;
        }
        const settles = frame.cid !== undefined && (frame.type === "ack" || frame.type === "message");
        if (settles && this.#entries.settle(frame)) {
            this.#records.remove(frame.cid).catch(() => {});
            this.#tell({ type: "settled", frame });
            this.pump();
        } else if (frame.type === "error" && this.#entries.has(frame.cid)) {
            this.#refused(this.#entries.get(frame.cid), frame);
        }
    }

    /** The connection is there, or is not: what was under way over the one before has no answer to come. */
    connected(is) {
        this.#entries.forEach(entry => { entry.sentAt = undefined; });
        if (is) {
            this.#leadership.seek();
            if (this.#signedOut) { // in another tab, which did not reach the server: what it gave up is dropped, later words go out
                this.#signedOut = this.#restored = false;
                this.takeOver();
            }
            this.pump();
        } else {
            this.#leadership.leave();
        }
    }

    /** Reads what is there: a page or the store has opened, or the tab that sent until now is gone. Never rejected. */
    async takeOver() {
        const records = await this.#records.all().catch(() => null);
        const there = new Set(records?.map(({ cid }) => cid));
        for (const [cid, { kept }] of records === null ? [] : this.#entries) {
            if (kept && !there.has(cid)) {
                this.#entries.drop(cid); // settled or taken back while nobody told this tab
            }
        }
        records?.forEach(record => this.#entries.take(record));
        if (!this.#restored && there.size > 0) { // what was written while they were being read comes after them
            this.#entries.putBehind(there);
        }
        this.#restored = true;
        this.pump();
    }

    /** Keeps again what waits in this tab: the browser has emptied its store. */
    async keepAgain() {
        const entries = [...this.#entries.values()];
        entries.forEach(entry => Object.assign(entry, { kept: false, storing: true }));
        try {
            await this.#records.restore(entries.map(entry => recordOf(entry)));
            entries.forEach(entry => { entry.kept = true; });
            for (const { pending: { cid } } of entries.filter(each => !this.#entries.has(each.pending.cid))) {
                await this.#records.remove(cid); // settled or taken back meanwhile
            }
        } catch {
            // the store has said so: this tab sends it from memory
        }
        entries.forEach(entry => { entry.storing = false; });
        this.pump();
    }

    /** Sends the next message to everybody to whom none is under way. */
    pump() {
        if (!this.#restored || this.#signedOut || this.#socket.state !== "open") {
            return;
        }
        const taken = new Set();
        for (const entry of this.#entries.waiting.filter(each => !this.#asks(each) && !this.#givesUp(each))) {
            if (!taken.has(entry.conversation)) {
                taken.add(entry.conversation);
                this.#transmitWhenDue(entry);
            }
        }
    }

    /** Of what is old its author is asked; it lets the others pass. */
    #asks({ line, pending }) {
        const asks = isOld(pending);
        if (asks) {
            line.mark(pending, "old");
        }
        return asks;
    }

    /** Its numbers are others' now: nothing is sent to whom it was not meant for, and no message changed in another's place. */
    #givesUp(entry) {
        const gone = this.#conversations.isMisaddressed(entry);
        if (gone) {
            this.#fail(entry, { failed: t("pending.restored") }, "restored");
        }
        return gone;
    }

    #transmitWhenDue(entry) {
        const { storing, kept, notBefore = 0, sentAt = -Infinity } = entry;
        const mine = !storing && (!kept || this.#leadership.leads);
        const now = performance.now();
        if (mine && now >= notBefore && now - sentAt > AGAIN_AFTER_MS) {
            entry.sentAt = now;
            this.#transmit(entry);
        }
    }

    async #transmit(entry) {
        const { conversation, pending: { cid, tried }, kept } = entry;
        entry.unanswered ||= tried && !entry.untried;
        if (kept && !tried && !await this.#records.change(cid, { tried: true }).catch(() => true) && entry.kept) {
            this.#drop(cid); // taken back in another tab
        }
        if (!this.#entries.has(cid)) {
            return;
        }
        entry.pending.tried = true;
        entry.untried = false;
        if (this.#socket.send(requestOf(conversation, entry.pending))) {
            this.#tell({ type: "changed", cid, fields: { tried: true } });
        } else {
            entry.sentAt = undefined;
        }
    }

    #refused(entry, frame) {
        const reason = explainError(frame);
        const { refusals = 0, unanswered = false } = entry;
        const waitMs = retryAfter(frame, refusals);
        const unclear = isUnclear(frame);
        const tried = unclear || unanswered;
        entry.sentAt = undefined;
        if (waitMs === null) {
            this.#fail(entry, { tried, failed: reason }, frame.code);
        } else {
            entry.refusals = refusals + 1;
            entry.notBefore = performance.now() + waitMs;
            this.#change(entry, { tried, waitsFor: passesByItself(frame) ? sentenceOf(frame) : reason });
            setTimeout(() => this.pump(), waitMs + 1);
        }
        this.pump();
    }

    #fail(entry, fields, code) {
        const { pending } = entry;
        this.#change(entry, fields);
        this.dispatchEvent(new CustomEvent("failed", { detail: { reason: fields.failed, pending } }));
        if (isLeftOver(pending, code)) {
            this.#leaveOver(entry);
        }
    }

    /** The message that an edit changes is gone: its text becomes a message, in all tabs, that its author sends or discards. */
    async #leaveOver(entry) {
        const { pending: { cid, change, at } } = entry;
        const pending = { cid: newCid(), text: change.message, at, tried: false, anew: true };
        const record = { ...recordOf({ ...entry, pending }), failed: t("pending.editedGone") };
        const replaced = entry.kept && await this.#records.replace(cid, record).catch(() => null);
        if (replaced || replaced === null || !entry.kept) { // else another tab was faster, and tells
            this.#entries.take(record);
        }
        if (replaced) {
            this.#tell({ type: "written", record });
        } else if (this.#entries.has(record.cid)) {
            const left = this.#entries.get(record.cid);
            Object.assign(left, { kept: false, storing: true });
            this.#keep(left);
        }
        this.#drop(cid);
        this.#tell({ type: "gone", cid });
    }

    async #keep(entry) {
        const { cid } = entry.pending;
        try {
            const record = await this.#records.add(recordOf(entry));
            entry.kept = true;
            if (!this.#entries.has(cid)) { // taken back meanwhile
                await this.#records.remove(cid);
                return;
            }
            this.#tell({ type: "written", record });
        } catch {
            // the store has said so: this tab sends it from memory
        }
        entry.storing = false;
        this.pump();
    }

    /** Changes a message in this tab, in the store and in the other tabs. */
    #change(entry, fields) {
        const { cid } = entry.pending;
        this.#entries.show(entry, fields);
        this.#records.change(cid, fields).catch(() => {});
        this.#tell({ type: "changed", cid, fields });
    }

    #drop(cid) {
        this.#entries.drop(cid);
        this.pump();
    }

    /** Another tab has done something. */
    #told({ type, record, frame, fields, cid }) {
        const entry = this.#entries.get(cid);
        if (type === "written") {
            this.#entries.take(record);
        } else if (type === "settled") {
            this.#entries.settle(frame);
        } else if (type === "gone") {
            this.#entries.drop(cid);
        } else if (type === "signed-out") { // all of it was given up
            this.#signedOut = true;
        } else if (type === "changed" && entry !== undefined) {
            this.#entries.show(entry, fields);
        }
        this.pump();
    }

    #tell(what) {
        this.#tabs.postMessage(what);
    }
}

/** @returns {Omit<import("../store/outbox-store.js").OutboxRecord, "n"|"account">} what is kept of an entry */
function recordOf({ person: { id, username, displayName }, pending: { cid, text, quote, change, epoch, at, tried, asked, anew, state, reason } }) {
    const failed = state === "failed" ? reason : undefined;
    return { cid, person: { id, username, displayName }, text, quote, change, epoch, at, tried, asked, anew, failed };
}
