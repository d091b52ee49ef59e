/**
 * The conversation on the screen: opens it, marks it as read, and shows its new name.
 * @module
 */
import { announce } from "../base/announcement.js";
import { avatarOf } from "../base/avatar.js";
import { t } from "../base/i18n.js";
import { markUnread } from "../connection/room-requests.js";
import { personOrRoom } from "../conversation/naming.js";

/** @typedef {import("../conversation/naming.js").Named} Shown an entry of the roster, or what the page says of one */

/** The open conversation of the board, if any. */
export class OpenConversation {
    #parts;
    #board = document.querySelector("#board");
    #list = document.querySelector("#messages");
    #staysUnread = false; // the reader has marked messages of the open conversation as unread

    /** @type {import("../conversation/conversation.js").Conversation|null} */
    current = null;

    /**
     * @param {object} parts
     * @param {import("../conversation/roster.js").Roster} parts.roster
     * @param {import("../conversation/people.js").People} parts.people
     * @param {import("../conversation/conversations.js").Conversations} parts.conversations
     * @param {import("../conversation/prefetch.js").Prefetch} parts.prefetch
     * @param {import("../conversation/receipt-sender.js").ReceiptSender} parts.receipts
     * @param {import("../messages/message-list.js").MessageList} parts.messages
     * @param {import("../composer/composer.js").Composer} parts.composer
     * @param {import("./navigation.js").Navigation} parts.navigation
     */
    constructor(parts) {
        this.#parts = parts;
        const { people, conversations, messages } = parts;
        messages.addEventListener("seen", ({ detail: { conversation, seq } }) => this.#markRead(conversation, seq));
        conversations.addEventListener("marked", ({ detail: { entry } }) => this.#showMarked(entry));
        people.addEventListener("named", () => this.#rename());
        conversations.addEventListener("renamed", () => this.#rename());
    }

    /** @returns {string|null} the other person's username, or the title of the room, for a report */
    get name() {
        const { username, displayName } = this.current === null ? {} : personOrRoom(this.current, this.#parts.people);
        return username || displayName || null;
    }

    /**
     * @returns {Shown|null} the conversation that the server wrote into the page. Adds its person to the store of people.
     */
    ofPage() {
        const { view, room, receiverId, receiverUsername, receiverName } = this.#board.dataset;
        if (view !== "conversation") {
            return null;
        }
        if (!receiverId) {
            return { account: null, room: Number(room), title: receiverName };
        }
        const account = Number(receiverId);
        const avatar = avatarOf(document.querySelector(".conversation__head .avatar"));
        this.#parts.people.set({ id: account, username: receiverUsername, displayName: receiverName, avatar });
        return { account, room: Number(room) || null, title: null };
    }

    /**
     * Shows a conversation, or none.
     *
     * @param {Shown|null} shown
     * @param {boolean} [onPage] whether the server wrote its messages into the page
     * @param {(conversation: import("../conversation/conversation.js").Conversation|null) => void} opened called before its
     *     messages are shown
     */
    show(shown, onPage, opened) {
        const { roster, people, conversations, messages, composer } = this.#parts;
        this.#staysUnread = false;
        this.current = shown === null ? null : conversations.of(roster.of(shown) ?? shown);
        opened(this.current);
        if (this.current === null) {
            messages.hide();
            return;
        }
        this.#fill(onPage);
        messages.show(this.current, onPage, this.#readPosition(onPage));
        composer.receiver = personOrRoom(this.current, people).displayName;
    }

    #fill(onPage) {
        const { roster, people, messages, prefetch } = this.#parts;
        if (onPage) {
            const room = Number(this.#board.dataset.room) || null;
            const written = messages.read();
            people.learnFrom(written);
            this.current.adopt(room, written, this.#list.dataset.more === "true");
        } else {
            this.current.startEmpty();
            prefetch.open(this.current, roster.of(this.current));
        }
    }

    /**
     * @returns {object} how far the conversation is read, as for `MessageList.show`; taken from the page if the server wrote
     *     the messages into it, since the list of people may lack the conversation
     */
    #readPosition(onPage) {
        const { roster } = this.#parts;
        const { messages, last } = this.current;
        if (!onPage) {
            const { readSeq = 0, seq = 0, unread = 0 } = roster.of(this.current) ?? {};
            return { readSeq, seq, unread: unread > 0 };
        }
        const readSeq = Number(this.#list.dataset.readSeq) || 0;
        const newest = messages.findLast(({ sender, event }) => sender.id !== roster.self && event === undefined)?.seq ?? 0;
        return { readSeq, seq: last, unread: newest > readSeq };
    }

    /**
     * Marks the open conversation as unread from a message on. It stays unread until it is opened again.
     *
     * @param {number} seq sequence number of the message
     */
    async markUnread(seq) {
        const { conversations, roster } = this.#parts;
        const conversation = this.current;
        this.#staysUnread = true; // nothing is marked as read while the server has not answered
        try {
            const answer = await markUnread(conversation.room, seq);
            conversations.handleReceipt({ account: roster.self, receivedSeq: 0, marked: true, ...answer });
            announce(t("unread.marked"));
        } catch {
            this.#staysUnread &&= this.current !== conversation;
            announce(t("unread.failed"));
        }
    }

    /** Shows what the reader has marked as unread, on this or another device. */
    #showMarked(entry) {
        const { roster, receipts, messages } = this.#parts;
        receipts.markedUnread(entry.room, entry.readSeq);
        if (this.current !== null && roster.of(this.current) === entry) {
            this.#staysUnread = true;
            messages.divide(entry.readSeq);
        }
    }

    #markRead(conversation, seq) {
        if (this.#staysUnread && conversation === this.current) {
            return;
        }
        const { roster, receipts } = this.#parts;
        const { room } = conversation;
        const entry = roster.of(conversation);
        if (entry?.unread > 0 || seq > (entry?.readSeq ?? 0)) {
            receipts.read(room, seq);
            roster.markRead(room, seq);
        }
    }

    /** Shows a new name and picture of the other person, or a new title of the room. */
    #rename() {
        const { people, navigation, composer } = this.#parts;
        if (this.current === null) {
            return;
        }
        const person = personOrRoom(this.current, people);
        const { displayName } = person;
        if (this.current.account !== null) { // RoomHead shows the picture of a room
            navigation.pictured(person);
        }
        if (displayName !== this.#board.dataset.receiverName) {
            navigation.renamed(displayName);
            composer.receiver = displayName;
        }
    }
}
