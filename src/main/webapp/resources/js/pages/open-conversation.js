/**
 * The conversation on the screen: opens it, marks it as read, and shows a new name of the other person.
 * @module
 */

/** The open conversation of the board, if any. */
export class OpenConversation {
    #parts;
    #board = document.querySelector("#board");
    #list = document.querySelector("#messages");

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
        const { people, messages } = parts;
        messages.addEventListener("seen", ({ detail: { conversation, seq } }) => this.#markRead(conversation, seq));
        people.addEventListener("renamed", ({ detail: { person } }) => this.#rename(person));
    }

    /**
     * @returns {import("../conversation/people.js").Person|null} the other person of the conversation that the server
     *     wrote into the page
     */
    get personOfPage() {
        const { view, receiverId, receiverUsername, receiverName } = this.#board.dataset;
        return view !== "conversation" ? null
            : { id: Number(receiverId), username: receiverUsername, displayName: receiverName };
    }

    /**
     * Shows the conversation with a person, or none.
     *
     * @param {import("../conversation/people.js").Person|null} person
     * @param {boolean} [onPage] whether the server wrote its messages into the page
     * @param {(conversation: import("../conversation/conversation.js").Conversation|null) => void} opened called before its
     *     messages are shown
     */
    show(person, onPage, opened) {
        const { conversations, messages, composer } = this.#parts;
        this.current = person === null ? null : conversations.with(person.id);
        opened(this.current);
        if (this.current === null) {
            messages.hide();
            return;
        }
        this.#fill(onPage);
        messages.show(this.current, onPage, this.#readPosition(onPage));
        composer.receiver = person.displayName;
    }

    #fill(onPage) {
        const { roster, messages, prefetch } = this.#parts;
        if (onPage) {
            const room = Number(this.#board.dataset.room) || null;
            this.current.adopt(room, messages.read(), this.#list.dataset.more === "true");
        } else {
            this.current.startEmpty();
            prefetch.open(this.current, roster.byId(this.current.account));
        }
    }

    /**
     * @returns {object} how far the conversation is read, as for `MessageList.show`; taken from the page if the server wrote
     *     the messages into it, since the list of people may lack the person
     */
    #readPosition(onPage) {
        const { roster } = this.#parts;
        const { account, messages, last } = this.current;
        if (!onPage) {
            const { readSeq = 0, seq = 0, unread = 0 } = roster.byId(account) ?? {};
            return { readSeq, seq, unread: unread > 0 };
        }
        const readSeq = Number(this.#list.dataset.readSeq) || 0;
        const newest = messages.findLast(({ sender }) => sender.id !== roster.self)?.seq ?? 0;
        return { readSeq, seq: last, unread: newest > readSeq };
    }

    #markRead({ account, room }, seq) {
        const { roster, receipts } = this.#parts;
        const entry = roster.byId(account);
        if (entry?.unread > 0 || seq > (entry?.readSeq ?? 0)) {
            receipts.read(room, seq);
            roster.markRead(room, seq);
        }
    }

    #rename(person) {
        const { navigation, composer } = this.#parts;
        if (person.id === this.current?.account) {
            navigation.renamed(person);
            composer.receiver = person.displayName;
        }
    }
}
