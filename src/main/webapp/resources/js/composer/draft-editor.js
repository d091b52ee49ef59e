/**
 * The draft of the open conversation in the composer: a new message, a reply to one, or the edit of one; shown, saved and sent.
 * @module
 */
import { announce } from "../base/announcement.js";
import { t } from "../base/i18n.js";
import { quoteOf } from "../conversation/message-state.js";
import { ComposerMode } from "./composer-mode.js";

/** @typedef {import("../store/drafts.js").Draft} Draft */

/** Edits one draft at a time. */
export class DraftEditor {
    #mode = new ComposerMode();
    #parts;
    #listening = null;

    /**
     * @param {object} parts
     * @param {{id: number, displayName: string}} parts.self
     * @param {import("./composer.js").Composer} parts.composer
     * @param {import("../conversation/outbox.js").Outbox} parts.outbox
     * @param {import("../store/drafts.js").Drafts} parts.drafts
     * @param {() => import("../conversation/conversation.js").Conversation|null} parts.open the one on the screen
     */
    constructor(parts) {
        this.#parts = parts;
        this.#mode.addEventListener("leave", ({ detail: { kind } }) => this.#end(kind));
    }

    /**
     * Another conversation is on the screen.
     *
     * @param {string} [typed] what the reader has written there before the page was ready
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

    /** The stored drafts are known. What the reader has begun meanwhile stays. */
    showStored() {
        if (this.#parts.open() !== null && this.#parts.composer.text === "" && this.isNewMessage) {
            this.#show();
        }
    }

    /** @returns {boolean} whether it is the draft of a new message, and no reply */
    get isNewMessage() {
        return this.#mode.current === null;
    }

    /** @param {string} text as the writer has it now @returns {boolean} whether it is the draft of a new message or reply */
    wrote(text) {
        const { edit } = this.#draft;
        const editing = this.#mode.current?.kind === "edit";
        this.#save(editing ? { edit: { ...edit, text } } : { text });
        return !editing;
    }

    /**
     * Sends what was written, as a new message, a reply or an edit.
     *
     * @param {string} text
     * @returns {boolean} whether it was a new message or reply
     */
    send(text) {
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
        outbox.send(open(), text, mode === null || restored ? undefined : quoteOf(mode.message));
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

    /** A message is about to be deleted: its reply or edit is given up. */
    giveUp({ id }) {
        if (this.#mode.current?.message.id === id) {
            this.#mode.giveUp();
        }
    }

    /**
     * Begins a reply or an edit, once the stored drafts are known. An edit that was begun and is not on the screen yet is shown
     * instead; one whose message is gone stays until it is sent or discarded: its text stands nowhere else.
     *
     * @param {() => Partial<Draft>} begun
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

    /** An edit is done or given up, and the draft of a new message comes back; or a reply is given up. */
    #end(kind) {
        this.#save({ [kind]: undefined });
        if (kind === "edit") {
            this.#show();
        }
        this.#parts.composer.focus();
    }

    /** Shows the draft: an edit that was begun goes before a new message. */
    #show(typed = "") {
        const { text, edit } = this.#draft;
        const about = this.#about();
        this.#mode.leave();
        this.#parts.composer.text = edit?.text ?? (text || typed);
        if (about !== null) {
            this.#mode.enter(about);
        }
    }

    /** The message of a reply or an edit may have another state now. */
    #updateMode() {
        if (!this.isNewMessage) {
            this.#mode.update(this.#about());
        }
    }

    /** @returns {import("./composer-mode.js").About|null} the message that the draft replies to or edits, null for a new message */
    #about() {
        const { open, self } = this.#parts;
        const { edit, reply } = this.#draft;
        const subject = edit?.message ?? reply;
        return subject === undefined ? null : {
            kind: edit === undefined ? "reply" : "edit", message: this.#present(subject),
            name: (subject.sender.id === self.id ? self : open().person).displayName,
        };
    }

    /** @returns {import("../store/drafts.js").Subject} its present state, where it is here; deleted where the room has another epoch */
    #present(subject) {
        const conversation = this.#parts.open();
        const { epoch } = conversation;
        if (epoch !== null && (subject.epoch ?? epoch) !== epoch) {
            return { ...subject, deletedAt: "restored" };
        }
        return { ...subject, ...conversation.shown(subject.id) };
    }

    #subject({ id, seq, sender, message, deletedAt }) {
        return { id, seq, sender, message, deletedAt, epoch: this.#parts.open().epoch };
    }

    /** @returns {Draft} of the conversation on the screen */
    get #draft() {
        return this.#parts.drafts.of(this.#parts.open().person.id);
    }

    /** @param {Partial<Draft>} changed parts of it */
    #save(changed) {
        this.#parts.drafts.save(this.#parts.open().person.id, changed);
    }
}
