/**
 * The files that were chosen for a message and are not sent yet: checks, keeps and uploads them, and shows them above the text.
 * Loaded on demand.
 * @module
 */
import { announce } from "../base/announcement.js";
import { make } from "../base/dom.js";
import { fileSize } from "../base/file-size.js";
import { t } from "../base/i18n.js";
import { newCid } from "../base/idempotency-key.js";
import { fetchSpace, sha256Of } from "../connection/upload-requests.js";
import { AttachmentRow } from "./attachment-row.js";

/** @typedef {import("../store/file-store.js").OutgoingFile} OutgoingFile */
/** @typedef {import("../store/conversation-key.js").ConversationKey} ConversationKey */
/**
 * @typedef {object} Chosen what a person has chosen
 * @property {Blob} file
 * @property {string} [name] if the file has none
 * @property {boolean} [isFolder]
 * @property {number} [voiceMs] length of a voice note
 * @property {string} [waveform] of a voice note
 */

/** @typedef {{conversation: ConversationKey, file: OutgoingFile, blob?: Blob, reading?: Promise<void>, row?: AttachmentRow}} Attachment */

/** The files of the drafts of all conversations. */
export class Attachments {
    #parts;
    #all = []; // Attachment, in the order of choosing
    #lastRead = Promise.resolve(); // files are read one after another: a phone has no memory for twenty large ones at once
    #strip = make("ul", { class: "attachments", "aria-label": t("upload.list") });
    #space = make("p", { class: "attachments__space" });
    #problems = make("div", { class: "attachments__problems", role: "alert" });

    /**
     * @param {object} parts
     * @param {import("../store/file-store.js").FileStore} parts.files
     * @param {import("./uploads.js").Uploads} parts.uploads
     * @param {import("./upload-engine.js").UploadEngine} parts.engine
     * @param {(key: ConversationKey) => ConversationKey} parts.presentKey returns the room for a temporary key, if that is known
     * @param {() => ConversationKey|null} parts.open the conversation on the screen
     * @param {() => void} parts.focus focuses the text
     * @param {Element} before the element in the composer that the files stand above
     */
    constructor(parts, before) {
        this.#parts = parts;
        before.before(this.#problems, this.#strip, this.#space);
        parts.uploads.addEventListener("change", ({ detail: { key, fields } }) => this.#changed(key, fields));
        this.show();
    }

    /**
     * Reads the files that were chosen before this page was opened. Removes those whose message is stored or was given up.
     *
     * @param {Set<string>} inOutbox keys of the files in the outbox
     * @param {(key: ConversationKey) => boolean} isGone whether the account has left the room
     */
    async load(inOutbox, isGone) {
        const records = await this.#parts.files.all().catch(() => []);
        for (const { conversation, file, blob, sent = false } of records.sort((one, other) => one.at - other.at)) {
            if (inOutbox.has(file.key) || this.#all.some(each => each.file.key === file.key)) {
                continue;
            }
            if (sent || isGone(this.#parts.presentKey(conversation))) {
                this.#parts.engine.forget(file, !sent);
            } else {
                this.#all.push({ conversation, file, blob });
                this.#parts.uploads.start([file]);
            }
        }
        this.show();
    }

    get #here() {
        const { open, presentKey } = this.#parts;
        return this.#all.filter(({ conversation }) => presentKey(conversation) === open());
    }

    /** @returns {number} how many files the open conversation has */
    get count() {
        return this.#here.length;
    }

    /** Shows the files of the conversation that is on the screen now. */
    show() {
        this.#problems.replaceChildren();
        this.#all.filter(({ row }) => row === undefined).forEach(each => {
            each.row = new AttachmentRow(each.file, {
                remove: () => this.#remove(each),
                retry: () => this.#retry(each),
                describe: alt => this.#describe(each, alt),
            });
            each.row.preview(each.blob);
        });
        this.#strip.replaceChildren(...this.#here.map(({ row }) => row.element));
        this.#strip.hidden = this.#here.length === 0;
    }

    /**
     * Adds files to the draft of the open conversation, and uploads them at once.
     *
     * @param {Chosen[]} chosen
     * @param {{fileBytes: number, messageFiles: number}} limits
     */
    add(chosen, limits) {
        const problems = [];
        const added = [];
        for (const each of chosen) {
            const problem = this.#problemOf(each, limits);
            if (problem === null) {
                added.push(this.#attach(each));
            } else {
                problems.push(problem);
            }
        }
        this.show();
        this.#problems.replaceChildren(...[...new Set(problems)].map(problem => make("p", {}, problem)));
        if (added.length > 0) {
            announce(t("upload.added", { count: added.length }), false);
            this.#showSpace();
        }
    }

    /** Says how much space the account has left. Without an answer a file that does not fit is rejected with the reason. */
    async #showSpace() {
        try {
            const { usedBytes, accountBytes } = await fetchSpace();
            this.#space.textContent = t("upload.space", { left: fileSize(Math.max(0, accountBytes - usedBytes)), all: fileSize(accountBytes) });
        } catch {
            this.#space.textContent = "";
        }
    }

    #problemOf({ file, name = file.name, isFolder = false }, { fileBytes, messageFiles }) {
        if (isFolder) {
            return t("upload.folder", { name });
        }
        if (file.size === 0) {
            return t("upload.empty", { name });
        }
        if (file.size > fileBytes) {
            return t("upload.tooLarge", { name, size: fileSize(file.size), most: fileSize(fileBytes) });
        }
        return this.#here.length >= messageFiles ? t("upload.tooMany", { count: messageFiles }) : null;
    }

    #attach({ file, name = file.name, voiceMs, waveform }) {
        const attachment = {
            conversation: this.#parts.open(),
            file: { key: newCid(), name, size: file.size, type: file.type, voiceMs, waveform },
        };
        this.#all.push(attachment);
        this.#lastRead = this.#lastRead.then(() => this.#read(attachment, file));
        attachment.reading = this.#lastRead;
        return attachment;
    }

    /** Reads a file, so that a later change of it on the disk is not mixed into what is sent, and stores it. */
    async #read(attachment, chosen) {
        if (!this.#all.includes(attachment)) { // removed before its turn
            return;
        }
        const { file, conversation } = attachment;
        const bytes = await chosen.arrayBuffer().catch(() => null);
        if (bytes === null || bytes.byteLength !== file.size) {
            this.#drop(attachment);
            this.#problems.append(make("p", {}, t(bytes === null ? "upload.unreadable" : "upload.changed", { name: file.name })));
            return;
        }
        const digest = await sha256Of(bytes);
        file.sha256 = digest === null ? undefined : Array.from(digest, byte => byte.toString(16).padStart(2, "0")).join("");
        if (!this.#all.includes(attachment)) { // removed meanwhile
            return;
        }
        const blob = new Blob([bytes], { type: file.type });
        attachment.blob = blob;
        attachment.row?.preview(blob);
        this.#parts.engine.hold({ key: file.key, conversation, file: stored(file), blob, at: Date.now() });
        attachment.reading = undefined;
        this.#parts.uploads.start([file]);
    }

    /**
     * @returns {Promise<boolean>} whether the files of the open conversation can be sent, once all are read; otherwise says what the
     *     person can do
     */
    async ready() {
        await Promise.all(this.#here.map(({ reading }) => reading));
        const failed = this.#here.find(({ file }) => file.error !== undefined);
        failed?.row.focus();
        if (failed !== undefined) {
            announce(t("upload.removeOrRetry", { name: failed.file.name }));
        }
        return failed === undefined;
    }

    /** @returns {OutgoingFile[]} the files of the open conversation, for the outbox; the draft has none from now on */
    take() {
        const taken = this.#here;
        this.#all = this.#all.filter(each => !taken.includes(each));
        taken.forEach(({ file, row }) => {
            row.close();
            this.#parts.files.change(file.key, { sent: true }).catch(() => {}); // the outbox has the bytes from memory
        });
        this.show();
        return taken.map(({ file }) => file);
    }

    /** Drops the files that another tab has sent. @param {(key: string) => boolean} isSent */
    dropSent(isSent) {
        const sent = this.#all.filter(({ file }) => isSent(file.key));
        if (sent.length > 0) {
            this.#all = this.#all.filter(each => !sent.includes(each));
            sent.forEach(({ row }) => row.close());
            this.show();
        }
    }

    #changed(key, fields) {
        const attachment = this.#all.find(({ file }) => file.key === key);
        if (attachment !== undefined) {
            Object.assign(attachment.file, fields);
            attachment.row?.update();
            if (Object.keys(fields).some(name => name !== "sent")) {
                this.#keep(attachment);
            }
        }
    }

    #keep({ file }) {
        this.#parts.files.change(file.key, { file: stored(file) }).catch(() => {}); // the store has reported the failure
    }

    #retry(attachment) {
        attachment.file.error = undefined;
        attachment.row.update();
        this.#keep(attachment);
        this.#parts.uploads.start([attachment.file]);
    }

    #describe(attachment, alt) {
        attachment.file.alt = alt === "" ? undefined : alt;
        this.#keep(attachment);
        if (attachment.file.done) {
            this.#parts.uploads.start([attachment.file]);
        }
    }

    #remove(attachment) {
        const next = this.#here[this.#here.indexOf(attachment) + 1] ?? this.#here[this.#here.indexOf(attachment) - 1];
        this.#drop(attachment);
        if (next === undefined) {
            this.#parts.focus();
        } else {
            next.row.focus();
        }
    }

    #drop(attachment) {
        this.#all = this.#all.filter(each => each !== attachment);
        attachment.row?.close();
        this.#parts.engine.forget(attachment.file, true);
        attachment.row?.element.remove();
        this.#strip.hidden = this.#here.length === 0;
    }
}

/** @returns {OutgoingFile} the stored form of a file */
const stored = ({ sent: _, ...file }) => file;
