/**
 * Sends the entries of the outbox in the order of writing, one at a time to each person, and retries until each is answered.
 * @module
 */
import { t } from "../base/i18n.js";
import { newCid } from "../base/idempotency-key.js";
import { explainError, sentenceOf } from "../connection/error-messages.js";
import { isUploaded } from "../files/is-uploaded.js";
import { isLeftOver, isOld, isUnclear, passesByItself, requestOf, retryAfter } from "./outbox-rules.js";

const REPEAT_AFTER_MS = 20_000; // without an answer, an entry is sent again; the server recognizes its cid

/** @typedef {import("./outbox-entries.js").Entry} Entry */

/**
 * Only the leader among the tabs sends stored entries. A tab sends its unstored entries itself, since no other tab knows
 * them.
 */
export class OutboxSender {
    #parts;

    /**
     * @param {object} parts
     * @param {import("./outbox-entries.js").OutboxEntries} parts.entries
     * @param {import("./outbox-sync.js").OutboxSync} parts.sync
     * @param {import("./conversations.js").Conversations} parts.conversations
     * @param {import("../files/uploads.js").Uploads} parts.uploads
     * @param {import("../store/leader-election.js").LeaderElection} parts.leadership
     * @param {import("../connection/chat-socket.js").ChatSocket} parts.socket
     * @param {(reason: string, pending: object) => void} parts.onFailure called when the server rejects an entry for good
     */
    constructor(parts) {
        this.#parts = parts;
        parts.uploads.addEventListener("change", ({ detail: { key, fields } }) => this.#fileChanged(key, fields));
    }

    /** Sends the next entry to each person to whom none is under way. */
    sendDue() {
        const { entries, sync, socket } = this.#parts;
        if (!sync.ready || socket.state !== "open") {
            return;
        }
        const taken = new Set();
        for (const entry of entries.waiting.filter(each => !this.#waitsForAuthor(each) && !this.#isLost(each))) {
            if (!taken.has(entry.conversation)) {
                taken.add(entry.conversation);
                this.#sendWhenDue(entry);
            }
        }
    }

    /** Forgets which entries are under way: the connection and their answers are lost. */
    forgetUnderWay() {
        this.#parts.entries.forEach(entry => { entry.sentAt = undefined; });
    }

    /** Handles an error that answers an entry: the entry is sent again after a pause, or has failed. */
    reject(entry, error) {
        const { rejections = 0, unanswered = false } = entry;
        const waitMs = retryAfter(error, rejections);
        const tried = isUnclear(error) || unanswered;
        entry.sentAt = undefined;
        if (error.code === "file_unavailable" && !entry.uploadedAgain) { // an upload has expired while the message waited
            entry.uploadedAgain = true;
            const files = entry.pending.files.map(file => ({ ...file, id: undefined, done: undefined, described: undefined }));
            this.#parts.sync.change(entry, { files });
        } else if (waitMs === null) {
            this.#fail(entry, { tried, failed: explainError(error) }, error.code);
        } else {
            entry.rejections = rejections + 1;
            entry.notBefore = performance.now() + waitMs;
            this.#parts.sync.change(entry, { tried, waitsFor: passesByItself(error) ? sentenceOf(error) : explainError(error) });
            setTimeout(() => this.sendDue(), waitMs + 1);
        }
        this.sendDue();
    }

    /** An old entry waits for its author's decision; later entries are sent before it. */
    #waitsForAuthor({ line, pending }) {
        const waits = isOld(pending);
        if (waits) {
            line.mark(pending, "old");
        }
        return waits;
    }

    /** Fails an entry whose ids have another meaning now, since it would reach another person or change another message. */
    #isLost(entry) {
        const lost = this.#parts.conversations.isMisaddressed(entry);
        if (lost) {
            this.#fail(entry, { failed: t("pending.restored") }, "restored");
        }
        return lost;
    }

    #sendWhenDue(entry) {
        const { storing, stored, notBefore = 0, sentAt = -Infinity } = entry;
        const mine = !storing && (!stored || this.#parts.leadership.leads);
        const now = performance.now();
        const { files = [] } = entry.pending;
        if (mine && !files.every(isUploaded)) {
            this.#parts.uploads.start(files); // the message, and those behind it, wait for its files
        } else if (mine && now >= notBefore && now - sentAt > REPEAT_AFTER_MS) {
            entry.sentAt = now;
            this.#send(entry);
        }
    }

    /** Goes on when a file of a message has got further: the server may have all of them now, or has rejected one. */
    #fileChanged(key, fields) {
        const { entries, sync } = this.#parts;
        const entry = entries.withFile(key);
        if (entry === undefined) {
            return; // a file of a draft
        }
        sync.changeFile(entry, key, fields);
        if (fields.error !== undefined) {
            const { name } = entry.pending.files.find(file => file.key === key);
            this.#fail(entry, { failed: t("pending.fileFailed", { name, reason: fields.error }) });
        }
        this.sendDue();
    }

    async #send(entry) {
        const { entries, sync, socket } = this.#parts;
        const { conversation, pending: { cid, tried } } = entry;
        entry.unanswered ||= tried && !entry.untried;
        if (entry.stored && !tried && !await sync.markTried(entry)) {
            sync.forget(cid);
        }
        if (!entries.has(cid)) {
            return;
        }
        entry.pending.tried = true;
        entry.untried = false;
        if (socket.send(requestOf(conversation, entry.pending))) {
            sync.broadcastTried(cid);
        } else {
            entry.sentAt = undefined;
        }
    }

    #fail(entry, fields, code) {
        const { sync, onFailure } = this.#parts;
        const { pending } = entry;
        sync.change(entry, fields);
        onFailure(fields.failed, pending);
        if (isLeftOver(pending, code)) { // the edited message is gone: its author sends the text as a new message, or discards it
            const { change, at } = pending;
            sync.replace(entry, { cid: newCid(), text: change.message, at, tried: false, anew: true }, t("pending.editedGone"));
        }
    }
}
