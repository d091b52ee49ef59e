/**
 * Files for a message: by the button, by drag and drop over the conversation, and from the clipboard. What keeps, shows and uploads
 * them is loaded when the page is first used.
 * @module
 */
import { announce } from "../base/announcement.js";
import { make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { keyOf } from "../store/conversation-key.js";

/** @typedef {import("../files/attachments.js").Chosen} Chosen */

const hasFiles = ({ dataTransfer }) => dataTransfer?.types.includes("Files");

/** The attached files of the conversations of a board. */
export class Attach {
    #parts;
    #attachments = null;
    #loading = null;
    #limits = { fileBytes: 52_428_800, messageFiles: 20 }; // `welcome` may set others
    #area = null;

    /**
     * @param {object} parts
     * @param {import("./composer.js").Composer} parts.composer
     * @param {import("../conversation/local-data.js").LocalData} parts.localData
     * @param {import("../conversation/conversations.js").Conversations} parts.conversations
     * @param {() => import("../conversation/conversation.js").Conversation|null} parts.open the conversation on the screen
     * @param {import("./draft-editor.js").DraftEditor} parts.editor an edit takes no files
     */
    constructor(parts) {
        this.#parts = parts;
        const { composer, editor, localData } = parts;
        const chooser = document.querySelector("#files");
        document.querySelector("#attach").addEventListener("click", () => chooser.click());
        chooser.addEventListener("change", () => {
            this.add([...chooser.files].map(file => ({ file })));
            chooser.value = ""; // the same file may be chosen again
        });
        composer.hasFiles = () => (editor.isEdit ? editor.editsFiles : this.#count > 0);
        composer.addFiles = chosen => this.add(chosen);
        document.querySelector("#composer").addEventListener("paste", event => this.#paste(event));
        localData.outbox.addEventListener("change", () => this.#attachments?.dropSent(key => localData.outbox.hasFile(key)));
        this.#followDrags();
        // not with the page, but before it may be offline: files are chosen without a connection too
        ["pointerdown", "keydown"].forEach(type => window.addEventListener(type, () => localData.uploads.engine().catch(() => {}), { once: true }));
        localData.files.count().then(count => count > 0 && this.#load(), () => {}); // nothing is stored
    }

    /** @param {{limits?: {fileBytes?: number, messageFiles?: number}}} welcome */
    handleWelcome({ limits: { fileBytes, messageFiles } = {} }) {
        this.#limits = { fileBytes: fileBytes ?? this.#limits.fileBytes, messageFiles: messageFiles ?? this.#limits.messageFiles };
    }

    /** Shows the files of the conversation that has been opened. */
    opened() {
        this.#attachments?.show();
    }

    /** @returns {Promise<boolean>} whether the files can be sent; if not, the page has said why */
    async ready() {
        return this.#count === 0 || this.#attachments.ready();
    }

    /** @returns {import("../store/file-store.js").OutgoingFile[]} the files of the message that is sent now */
    take() {
        return this.#count === 0 ? [] : this.#attachments.take();
    }

    /** Adds files to the message. @param {Chosen[]} chosen */
    async add(chosen) {
        const { open, editor, composer } = this.#parts;
        const conversation = open();
        if (editor.isEdit) {
            announce(t("composer.noFiles"));
        } else if (chosen.length > 0 && await this.#load() && open() === conversation) {
            this.#attachments.add(chosen, this.#limits);
            composer.focus();
        }
    }

    get #count() {
        return this.#attachments?.count ?? 0;
    }

    /** @returns {Promise<boolean>} whether the attachments are there */
    #load() {
        this.#loading ??= this.#make().then(() => true, () => {
            this.#loading = null;
            announce(t("view.unavailable"));
            return false;
        });
        return this.#loading;
    }

    async #make() {
        const { localData, conversations, open, composer } = this.#parts;
        const { files, uploads, records } = localData;
        const [engine, { Attachments }] = await Promise.all([uploads.engine(), import("../files/upload-views.js")]);
        this.#attachments = new Attachments({
            files, uploads, engine,
            presentKey: key => conversations.presentKey(key),
            open: () => open() && keyOf(open()),
            focus: () => composer.focus(),
        }, document.querySelector("#emoji"));
        const unsent = await records.all().catch(() => []);
        await this.#attachments.load(new Set(unsent.flatMap(({ files: of = [] }) => of.map(({ key }) => key))),
            key => conversations.isGone(key));
    }

    /** A text that was copied with a picture of it, as from a table, is pasted as text. */
    #paste(event) {
        const { files, types } = event.clipboardData;
        if (files.length > 0 && !types.includes("text/plain")) {
            event.preventDefault();
            this.add([...files].map(file => ({ file })));
        }
    }

    #followDrags() {
        const conversation = document.querySelector("#conversation");
        const isOver = event => conversation.contains(event.target) && document.querySelector("#composer").checkVisibility?.() !== false;
        window.addEventListener("dragover", event => {
            if (hasFiles(event)) {
                event.preventDefault(); // otherwise the browser would leave the page and show the file
                event.dataTransfer.dropEffect = isOver(event) ? "copy" : "none";
                this.#showArea(isOver(event));
            }
        });
        window.addEventListener("dragleave", event => event.relatedTarget === null && this.#showArea(false));
        window.addEventListener("drop", event => {
            this.#showArea(false);
            if (hasFiles(event)) {
                event.preventDefault();
                if (isOver(event)) {
                    this.add(dropped(event.dataTransfer));
                }
            }
        });
    }

    #showArea(visible) {
        if (visible) {
            this.#area ??= make("p", { class: "drop-area" }, t("composer.drop"));
            document.querySelector("#conversation").append(this.#area);
        } else {
            this.#area?.remove();
        }
    }
}

/** @returns {Chosen[]} the dropped files, and folders as such; the browser tells what they are during the event only */
const dropped = ({ items }) => [...items].filter(({ kind }) => kind === "file").map(item => ({
    file: item.getAsFile(), isFolder: item.webkitGetAsEntry?.()?.isDirectory,
})).filter(({ file }) => file !== null);
