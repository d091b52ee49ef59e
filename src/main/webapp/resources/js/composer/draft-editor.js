/**
 * Edits the draft of the open conversation: a new message, a reply or an edit. Shows, saves and sends it.
 * @module
 */
import { announce } from "../base/announcement.js";
import { t } from "../base/i18n.js";
import { quoteOf } from "../conversation/message-state.js";
import { keyOf } from "../store/conversation-key.js";
import { ComposerMode } from "./composer-mode.js";

/** @typedef {import("../store/drafts.js").Draft} Draft */

export class DraftEditor {
    #mode = new ComposerMode();
    #parts;
    #listening = null;

    /**
     * @param {object} parts
     * @param {import("../conversation/people.js").People} parts.people
     * @param {import("./composer.js").Composer} parts.composer
     * @param {import("../conversation/outbox.js").Outbox} parts.outbox
     * @param {import("../store/drafts.js").Drafts} parts.drafts
     * @param {() => import("../conversation/conversation.js").Conversation|null} parts.open the conversation on the screen
     */
    constructor(parts) {
        this.#parts = parts;
        this.#mode.addEventListener("leave", ({ detail: { kind } }) => this.#end(kind));
    }

    /**
     * Shows the draft of the conversation that has been opened.
     *
     * @param {string} [typed] text that the reader typed before the page was ready
     */
    opened(typed = "") {
        const { open, composer } = this.#parts;
        this.#listening?.abort();
        this.#listening = new AbortController();
        this.#mode.leave();
        if (open() !== null) {
            const { signal } = this.#listening;
            ["change", "reset", "prepend", "reach"].forEach(type => (
                open().addEventListener(type, () => this.#updateMode(), { signal })));
            this.#show(typed);
            composer.focus();
        }
    }

    /** Shows the stored draft after the drafts were loaded, unless the person has typed a text meanwhile. */
    showStored() {
        if (this.#parts.open() !== null && this.#parts.composer.text === "" && this.isNewMessage) {
            this.#show();
        }
    }

    /** @returns {boolean} whether the draft is a new message and not a reply */
    get isNewMessage() {
        return this.#mode.current === null;
    }

    /** @returns {boolean} whether the draft is an edit of a message that was sent */
    get isEdit() {
        return this.#mode.current?.kind === "edit";
    }

    /** @returns {boolean} whether the draft is an edit of a message with files */
    get editsFiles() {
        const { kind, message: { files, deletedAt } = {} } = this.#mode.current ?? {};
        return kind === "edit" && deletedAt === undefined && files !== undefined;
    }

    /**
     * Saves the text of the draft.
     *
     * @param {string} text as the writer has it now
     * @returns {boolean} whether the draft is a new message or a reply, and not an edit
     */
    wrote(text) {
        const { edit } = this.#draft;
        this.#save(this.isEdit ? { edit: { ...edit, text } } : { text });
        return !this.isEdit;
    }

    /**
     * Sends the draft as a new message, a reply or an edit.
     *
     * @param {string} text
     * @param {() => import("../store/file-store.js").OutgoingFile[]} takeFiles takes the files of a new message
     * @returns {boolean} whether it was a new message or a reply, and not an edit
     */
    send(text, takeFiles) {
        const mode = this.#mode.current;
        const { outbox, open, composer } = this.#parts;
        if (mode?.kind === "edit") {
            const { id, message, deletedAt } = mode.message;
            if (deletedAt !== undefined) {
                outbox.send(open(), text);
            } else if (text !== message) {
                outbox.change(open(), { type: "edit", id, message: text });
            }
            this.#end("edit");
            return false;
        }
        const restored = mode?.message.deletedAt === "restored";
        outbox.send(open(), text, mode === null || restored ? undefined : quoteOf(mode.message), takeFiles());
        this.#save({ text: "", reply: undefined });
        this.#mode.leave();
        composer.clear();
        return true;
    }

    /** Begins a reply to a message. */
    reply(message) {
        return this.#begin(() => ({ reply: this.#subject(message), edit: undefined }));
    }

    /** Begins the edit of a message. */
    edit(message) {
        return this.#begin(() => ({ edit: { message: this.#subject(message), text: message.message } }));
    }

    /** Cancels the reply to a message or its edit before the message is deleted. */
    giveUp({ id }) {
        if (this.#mode.current?.message.id === id) {
            this.#mode.giveUp();
        }
    }

    /**
     * Begins a reply or an edit after the stored drafts were loaded. If an edit is stored and not shown yet, shows that edit
     * instead. An edit whose message is gone stays until it is sent or discarded, since its text is stored nowhere else.
     *
     * @param {() => Partial<Draft>} begun makes the changed part of the draft
     */
    async #begin(begun) {
        const { drafts, open, composer } = this.#parts;
        const conversation = open();
        const seen = this.#mode.current?.kind === "edit";
        await drafts.ready;
        if (open() !== conversation) {
            return;
        }
        const about = this.#about();
        const gone = about?.kind === "edit" && about.message.deletedAt !== undefined;
        if (gone) {
            announce(t("composer.sendsAnew"));
        } else if (about?.kind !== "edit" || seen) {
            this.#save(begun());
        }
        this.#show();
        composer.focus();
    }

    /** Ends a reply or an edit. After an edit, shows the draft of the new message again. */
    #end(kind) {
        this.#save({ [kind]: undefined });
        if (kind === "edit") {
            this.#show();
        }
        this.#parts.composer.focus();
    }

    /** Shows the draft. An edit takes precedence over a new message. */
    #show(typed = "") {
        const { text, edit } = this.#draft;
        const about = this.#about();
        this.#mode.leave();
        this.#parts.composer.text = edit?.text ?? (text || typed);
        if (about !== null) {
            this.#mode.enter(about);
        }
    }

    /** Shows the present state of the message that is quoted or edited. */
    #updateMode() {
        if (!this.isNewMessage) {
            this.#mode.update(this.#about());
        }
    }

    /** @returns {import("./composer-mode.js").About|null} the message that the draft replies to or edits, null for a new message */
    #about() {
        const { people } = this.#parts;
        const { edit, reply } = this.#draft;
        const subject = edit?.message ?? reply;
        return subject === undefined ? null : {
            kind: edit === undefined ? "reply" : "edit", message: this.#present(subject),
            name: people.nameOf(subject.sender),
        };
    }

    /**
     * @returns {import("../store/drafts.js").Subject} the message in its present state if it is loaded; as deleted if the room
     *     has another epoch, since the id may belong to another message then
     */
    #present(subject) {
        const conversation = this.#parts.open();
        const { epoch } = conversation;
        if (epoch !== null && (subject.epoch ?? epoch) !== epoch) {
            return { ...subject, deletedAt: "restored" };
        }
        return { ...subject, ...conversation.shown(subject.id) };
    }

    #subject(message) {
        return { ...quoteOf(message), message: message.message, epoch: this.#parts.open().epoch };
    }

    /** @returns {Draft} draft of the conversation on the screen */
    get #draft() {
        return this.#parts.drafts.of(keyOf(this.#parts.open()));
    }

    /** Stores changed parts of the draft. @param {Partial<Draft>} changed */
    #save(changed) {
        this.#parts.drafts.save(keyOf(this.#parts.open()), changed);
    }
}
