/**
 * What the reader does with messages: answers, changes, deletes, reacts to, copies and links to them.
 * @module
 */
import { announce } from "../base/announcement.js";
import { copy } from "../base/clipboard.js";
import { askToConfirm } from "../base/confirm-dialog.js";
import { t } from "../base/i18n.js";
import { quoteOf } from "../conversation/message-state.js";
import { MessageActions } from "../messages/message-actions.js";
import { ComposerMode } from "./composer-mode.js";

const MOST_REACTIONS = 20; // kinds on a message; the server's limit
const ADDRESS = /^#message-(\d+)$/u;

/** @returns {number|null} the number of the message that an address leads to */
export const messageAt = ({ hash }) => (ADDRESS.test(hash) ? Number(hash.match(ADDRESS)[1]) : null);

/** Puts the parts of the page together that have to do with a single message. */
export class MessageCommands {
    #mode = new ComposerMode();
    #parts;
    #actions;
    #listening = null;

    /**
     * @param {object} parts
     * @param {{id: number, username: string}} parts.self
     * @param {import("../messages/message-list.js").MessageList} parts.messages
     * @param {import("./composer.js").Composer} parts.composer
     * @param {import("../conversation/outbox.js").Outbox} parts.outbox
     * @param {import("./emoji.js").Emoji} parts.emoji
     * @param {() => import("../conversation/conversation.js").Conversation|null} parts.open the one on the screen
     * @param {import("../store/drafts.js").Drafts} parts.drafts
     */
    constructor(parts) {
        this.#parts = parts;
        const { self, messages, composer, open } = parts;
        this.#actions = new MessageActions({ self: self.id, messageOf: id => open()?.shown(id) });
        this.#actions.addEventListener("act", ({ detail }) => this[detail.action](detail));
        this.#actions.addEventListener("leave", () => composer.focus());
        this.#mode.addEventListener("leave", ({ detail: { kind } }) => this.#end(kind));
        composer.addEventListener("last", () => this.#editLast());
        messages.addEventListener("found", ({ detail: { item } }) => this.#found(item));
        document.querySelector("#messages").addEventListener("click", event => this.#follow(event));
    }

    /** @returns {import("../store/drafts.js").Draft} of the conversation on the screen */
    get #draft() {
        return this.#parts.drafts.of(this.#parts.open().person.id);
    }

    /** @param {Partial<import("../store/drafts.js").Draft>} changed parts of the draft of the conversation on the screen */
    #saveDraft(changed) {
        this.#parts.drafts.save(this.#parts.open().person.id, changed);
    }

    /**
     * Another conversation is on the screen, or another message of it is wanted.
     *
     * @param {string} [typed] what the reader has written there before the page was ready
     */
    opened(typed = "") {
        const { open, messages } = this.#parts;
        const seq = messageAt(location);
        this.#listening?.abort();
        this.#listening = new AbortController();
        this.#mode.leave();
        if (open() === null) {
            return;
        }
        const { signal } = this.#listening;
        ["change", "reset", "prepend", "reach"].forEach(type => open().addEventListener(type, () => this.#look(), { signal }));
        this.#show(typed);
        this.#parts.composer.focus();
        if (seq !== null) {
            messages.goTo(seq);
        }
    }

    /** There may be a draft now. What the reader has begun meanwhile stays. */
    showDraft() {
        if (this.#parts.open() !== null && this.#parts.composer.text === "" && this.#mode.current === null) {
            this.#show();
        }
    }

    /** Shows the draft of the conversation on the screen: a change that was begun goes before a new message. */
    #show(typed = "") {
        const { text, edit } = this.#draft;
        const about = this.#about();
        this.#mode.leave();
        this.#parts.composer.text = edit?.text ?? (text || typed);
        if (about !== null) {
            this.#mode.enter(about);
        }
    }

    /** What is answered or changed may be another meanwhile. */
    #look() {
        if (this.#mode.current !== null) {
            this.#mode.update(this.#about());
        }
    }

    /** @returns {import("./composer-mode.js").About|null} what the draft on the screen is about, null for a new message */
    #about() {
        const { open, self } = this.#parts;
        const { edit, reply } = this.#draft;
        const subject = edit?.message ?? reply;
        return subject === undefined ? null : {
            kind: edit === undefined ? "reply" : "edit", message: this.#asItIs(subject),
            name: (subject.sender.id === self.id ? self : open().person).displayName,
        };
    }

    /** @returns {import("../store/drafts.js").Subject} as far as it is known here; deleted where the room has another history now */
    #asItIs(subject) {
        const conversation = this.#parts.open();
        const { epoch } = conversation;
        if (epoch !== null && (subject.epoch ?? epoch) !== epoch) {
            return { ...subject, deletedAt: "restored" };
        }
        return { ...subject, ...conversation.shown(subject.id) };
    }

    /** @param {string} text as the writer has it now @returns {boolean} whether it is the draft of a new message */
    wrote(text) {
        const { edit } = this.#draft;
        const editing = this.#mode.current?.kind === "edit";
        this.#saveDraft(editing ? { edit: { ...edit, text } } : { text });
        return !editing;
    }

    /**
     * Sends what was written, as a new message, an answer or a change.
     *
     * @param {string} text
     * @returns {boolean} whether it was a draft of a new message
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
        this.#saveDraft({ text: "", reply: undefined });
        this.#mode.leave();
        composer.clear();
        return true;
    }

    /** One of the actions, as the five below. */
    reply({ message }) {
        return this.#begin(() => ({ reply: this.#subject(message), edit: undefined }));
    }

    edit({ message }) {
        return this.#begin(() => ({ edit: { message: this.#subject(message), text: message.message } }));
    }

    /**
     * Begins an answer or a change, once the stored drafts are known. A change that was begun and is not on the screen
     * yet is shown instead; one whose message is gone stays until it is sent or discarded: its text stands nowhere else.
     *
     * @param {() => Partial<import("../store/drafts.js").Draft>} begun
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
            this.#saveDraft(begun());
        }
        this.#show();
        composer.focus();
    }

    #subject({ id, seq, sender, message, deletedAt }) {
        return { id, seq, sender, message, deletedAt, epoch: this.#parts.open().epoch };
    }

    /** A change is done or given up, and the draft of a new message comes back; or that is no answer any more. */
    #end(kind) {
        this.#saveDraft({ [kind]: undefined });
        if (kind === "edit") {
            this.#show();
        }
        this.#parts.composer.focus();
    }

    async delete({ message, item }) {
        const { outbox, open } = this.#parts;
        const conversation = open();
        if (await askToConfirm(t("delete.ask"), t("delete.words"), t("delete.no"), t("delete.yes"))) {
            if (this.#mode.current?.message.id === message.id) {
                this.#mode.giveUp();
            }
            outbox.change(conversation, { type: "delete", id: message.id });
        }
        item.focus();
    }

    react({ message, emoji }) {
        const { outbox, open, self } = this.#parts;
        const { reactions = [] } = message;
        const on = !reactions.some(each => each.emoji === emoji && each.accounts.includes(self.id));
        if (on && reactions.length >= MOST_REACTIONS && !reactions.some(each => each.emoji === emoji)) {
            announce(t("reactions.most"));
        } else {
            outbox.change(open(), { type: "react", id: message.id, emoji, on });
        }
    }

    pick({ message, item }) {
        const conversation = this.#parts.open();
        this.#parts.emoji.pick(item.querySelector(".message__bubble"), item, emoji => {
            const now = conversation.shown(message.id);
            const mine = now?.reactions?.some(each => each.emoji === emoji && each.accounts.includes(this.#parts.self.id));
            if (now !== undefined && !mine) {
                this.react({ message: now, emoji });
            }
        });
    }

    copy({ message }) {
        copy(message.message, t("actions.copied"));
    }

    link({ message }) {
        const { person } = this.#parts.open();
        copy(`${location.origin}/chat/${encodeURIComponent(person.username)}#message-${message.seq}`,
            t("actions.linkCopied"));
    }

    #editLast() {
        const { open, self } = this.#parts;
        const last = open()?.messages.findLast(({ id, sender }) => sender.id === self.id
            && open().shown(id).deletedAt === undefined);
        if (last !== undefined && this.#mode.current === null) {
            this.edit({ message: open().shown(last.id) });
        }
    }

    #found(item) {
        if (item === null) {
            announce(t("message.gone"));
        } else {
            item.tabIndex = -1;
            item.focus({ preventScroll: true });
        }
    }

    /** A quote leads to what it quotes, and so does a link to a message of this conversation, whichever of the two sent it. */
    #follow(event) {
        const link = event.target.closest("a[href]");
        const { self, messages } = this.#parts;
        const here = [location.pathname, `/chat/${encodeURIComponent(self.username)}`];
        const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
        if (link !== null && plain && link.origin === location.origin && here.includes(link.pathname)
            && messageAt(link) !== null) {
            event.preventDefault();
            messages.goTo(messageAt(link));
        }
    }
}
