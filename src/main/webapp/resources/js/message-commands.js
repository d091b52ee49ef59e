/**
 * What the reader does with messages: answers, changes, deletes, reacts to, copies and links to them.
 * @module
 */
import { ask } from "./ask.js";
import { copy } from "./clipboard.js";
import { ComposerMode } from "./composer-mode.js";
import { t } from "./language.js";
import { MessageActions } from "./message-actions.js";
import { quoteOf } from "./message-state.js";
import { say } from "./say.js";

const MOST_REACTIONS = 20; // kinds on a message; the server's limit
const ADDRESS = /^#message-(\d+)$/u;

/** @returns {number|null} the number of the message that an address leads to */
export const messageAt = ({ hash }) => (ADDRESS.test(hash) ? Number(hash.match(ADDRESS)[1]) : null);

/** Puts the parts of the page together that have to do with a single message. */
export class MessageCommands {
    #mode = new ComposerMode();
    #parts;
    #actions;

    /**
     * @param {object} parts
     * @param {{id: number, username: string}} parts.self
     * @param {import("./message-list.js").MessageList} parts.messages
     * @param {import("./composer.js").Composer} parts.composer
     * @param {import("./outbox.js").Outbox} parts.outbox
     * @param {import("./emoji.js").Emoji} parts.emoji
     * @param {() => import("./conversation.js").Conversation|null} parts.open the one on the screen
     * @param {() => string} parts.draft of the one on the screen
     */
    constructor(parts) {
        this.#parts = parts;
        const { self, messages, composer, open } = parts;
        this.#actions = new MessageActions({ self: self.id, messageOf: id => open()?.shown(id) });
        this.#actions.addEventListener("act", ({ detail }) => this[detail.action](detail));
        this.#actions.addEventListener("leave", () => composer.focus());
        this.#mode.addEventListener("leave", ({ detail: { mode } }) => this.#left(mode));
        composer.addEventListener("last", () => this.#editLast());
        messages.addEventListener("found", ({ detail: { item } }) => this.#found(item));
        document.querySelector("#messages").addEventListener("click", event => this.#follow(event));
    }

    /** @returns {boolean} whether what stands in the composer is no draft of a new message */
    get editing() {
        return this.#mode.current?.kind === "edit";
    }

    /** Another conversation is on the screen, or another message of it is wanted. */
    opened() {
        this.#mode.leave();
        const seq = messageAt(location);
        if (seq !== null && this.#parts.open() !== null) {
            this.#parts.messages.goTo(seq);
        }
    }

    /**
     * Sends what was written, as a new message, an answer or a change.
     *
     * @param {string} text
     * @returns {boolean} whether it was a draft
     */
    send(text) {
        const mode = this.#mode.current;
        const { outbox, open } = this.#parts;
        this.#mode.leave();
        if (mode?.kind === "edit") {
            if (text !== mode.message.message) {
                outbox.change(open(), { type: "edit", id: mode.message.id, message: text });
            }
            this.#left(mode);
            return false;
        }
        outbox.send(open(), text, mode === null ? undefined : quoteOf(mode.message));
        return true;
    }

    /** One of the actions, as the five below. */
    reply({ message }) {
        const { composer, open, self } = this.#parts;
        if (this.editing) {
            this.#left(this.#mode.current);
        }
        const name = (message.sender.id === self.id ? self : open().person).displayName;
        this.#mode.enter("reply", message, name);
        composer.focus();
    }

    edit({ message }) {
        this.#mode.enter("edit", message);
        this.#parts.composer.text = message.message;
        this.#parts.composer.focus();
    }

    async delete({ message, item }) {
        const { outbox, open } = this.#parts;
        const conversation = open();
        if (await ask(t("delete.ask"), t("delete.words"), t("delete.no"), t("delete.yes"))) {
            if (this.#mode.current?.message.id === message.id) {
                this.#left(this.#mode.current);
                this.#mode.leave();
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
            say(t("reactions.most"));
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

    #left({ kind }) {
        if (kind === "edit") {
            this.#parts.composer.text = this.#parts.draft();
        }
        this.#parts.composer.focus();
    }

    #found(item) {
        if (item === null) {
            say(t("message.gone"));
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
