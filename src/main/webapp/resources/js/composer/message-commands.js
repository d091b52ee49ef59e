/**
 * The commands for messages: reply, edit, delete, react, copy, copy the link, show the readers, and mark as unread.
 * @module
 */
import { announce } from "../base/announcement.js";
import { copy } from "../base/clipboard.js";
import { askToConfirm } from "../base/confirm-dialog.js";
import { t } from "../base/i18n.js";
import { addressOf } from "../conversation/naming.js";
import { MessageActions } from "../messages/message-actions.js";

const MOST_REACTIONS = 20; // different emoji on one message; the server has the same limit
const ADDRESS = /^#message-(\d+)$/u;

/** @returns {number|null} sequence number of the message that an address links to */
const messageAt = ({ hash }) => (ADDRESS.test(hash) ? Number(hash.match(ADDRESS)[1]) : null);

/** Runs the commands of the message menu, and follows links to messages. */
export class MessageCommands {
    #parts;
    #actions;

    /**
     * @param {object} parts
     * @param {{id: number, username: string}} parts.self
     * @param {import("../conversation/people.js").People} parts.people
     * @param {import("../messages/message-list.js").MessageList} parts.messages
     * @param {import("./composer.js").Composer} parts.composer
     * @param {import("./draft-editor.js").DraftEditor} parts.editor
     * @param {import("../conversation/outbox.js").Outbox} parts.outbox
     * @param {import("./emoji.js").Emoji} parts.emoji
     * @param {() => import("../conversation/conversation.js").Conversation|null} parts.open the conversation on the screen
     * @param {() => import("../conversation/roster-entry.js").Entry|undefined} parts.entry its entry, undefined before `welcome`
     * @param {(room: number, message: number) => void} parts.showReaders shows who has read a message of a room of several
     * @param {(seq: number) => void} parts.markUnread marks it as unread from a message on
     */
    constructor(parts) {
        this.#parts = parts;
        const { self, messages, composer, open, entry } = parts;
        this.#actions = new MessageActions({ self: self.id, messageOf: id => open()?.shown(id), entry });
        this.#actions.addEventListener("act", ({ detail }) => this[detail.action](detail));
        this.#actions.addEventListener("leave", () => composer.focus());
        composer.addEventListener("last", () => this.#editLast());
        messages.addEventListener("found", ({ detail: { item } }) => this.#found(item));
        document.querySelector("#messages").addEventListener("click", event => this.#follow(event));
    }

    /**
     * Scrolls to the message that the page's address links to, if any. Called when another conversation is on the screen.
     */
    opened() {
        const { open, messages } = this.#parts;
        const seq = messageAt(location);
        if (open() !== null && seq !== null) {
            messages.goTo(seq);
        }
    }

    /** The commands of the message menu follow; each takes the detail of an `act` event. */
    reply({ message }) {
        this.#parts.editor.reply(message);
    }

    edit({ message }) {
        this.#parts.editor.edit(message);
    }

    async delete({ message, item }) {
        const { outbox, open, editor, people, self } = this.#parts;
        const conversation = open();
        const { sender } = message;
        const question = t(sender.id === self.id ? "delete.ask" : "delete.of", { name: people.nameOf(sender) });
        if (await askToConfirm(question, t("delete.words"), t("delete.no"), t("delete.yes"))) {
            editor.giveUp(message);
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
        const { open, people } = this.#parts;
        copy(`${location.origin}${addressOf(open(), people)}#message-${message.seq}`,
            t("actions.linkCopied"));
    }

    readers({ message }) {
        this.#parts.showReaders(this.#parts.open().room, message.id);
    }

    unread({ message }) {
        this.#parts.markUnread(message.seq);
    }

    #editLast() {
        const { open, self, editor } = this.#parts;
        const last = open()?.messages.findLast(({ id, sender, event }) => sender.id === self.id && event === undefined
            && open().shown(id).deletedAt === undefined);
        if (last !== undefined && editor.isNewMessage) {
            editor.edit(open().shown(last.id));
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

    /** Follows a quote to the quoted message, or a link to a message of this conversation. */
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
