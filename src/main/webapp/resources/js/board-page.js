/**
 * Entry of the dashboard and of the chat, which are one page to the script: puts the parts together.
 * @module
 */
import { ChatSocket } from "./chat-socket.js";
import { Composer } from "./composer.js";
import { ConnectionNotice } from "./connection-notice.js";
import { Conversations } from "./conversations.js";
import { installDebug, log } from "./debug.js";
import { installInvitation } from "./invitation.js";
import { MessageList } from "./message-list.js";
import { Navigation } from "./navigation.js";
import { PeopleList } from "./people-list.js";
import { Receipts } from "./receipts.js";
import { Roster } from "./roster.js";

const board = document.querySelector("#board");
const self = { id: Number(document.body.dataset.accountId), displayName: document.body.dataset.displayName };

const roster = new Roster(self.id);
const people = new PeopleList(roster);
const socket = new ChatSocket({ hello: () => conversations.resumePoints() });
const conversations = new Conversations(socket, roster);
const receipts = new Receipts(socket);
const composer = new Composer();
const messages = new MessageList({
    self,
    connected: () => socket.state === "open",
    retry: (conversation, pending) => conversations.retry(conversation, pending),
});
const navigation = new Navigation(roster, people);
let open = null; // the conversation on the screen
let welcome = null;

function show(person, here = false) {
    if (open !== null) {
        open.draft = composer.text;
    }
    open = person === null ? null : conversations.with(person);
    if (open === null) {
        messages.hide();
        return;
    }
    if (here) {
        const room = Number(board.dataset.room) || null;
        open.adopt(room, messages.read(), document.querySelector("#messages").dataset.more === "true");
    } else {
        open.startEmpty();
        open.load();
    }
    messages.show(open, here);
    composer.text = open.draft || (here ? composer.text : "");
    composer.receiver = person.displayName;
    composer.focus();
}

/** @returns {Promise<object>} the ack, for debugChat.testMessage */
const send = text => (open === null
    ? Promise.reject(new Error("No conversation is open.")) : conversations.send(open, text));

navigation.addEventListener("show", ({ detail }) => show(detail.person));
composer.addEventListener("send", ({ detail }) => send(detail.text));
messages.addEventListener("seen", ({ detail: { conversation, seq } }) => {
    const entry = roster.byId(conversation.person.id);
    if (entry?.unread > 0 || seq > (entry?.readSeq ?? 0)) {
        receipts.read(conversation.room, seq);
        roster.read(conversation.room, seq);
    }
});
conversations.addEventListener("message", ({ detail: { frame } }) => {
    if (frame.sender.id !== self.id) {
        receipts.received(frame.room, frame.seq);
    }
});
conversations.addEventListener("failed", ({ detail }) => {
    document.querySelector("#said").textContent = `Message not sent. ${detail.reason}`;
});
roster.addEventListener("change", ({ detail: { entry } }) => {
    if (entry.person.id === open?.person.id && entry.person.displayName !== board.dataset.receiverName) {
        open.person = entry.person;
        navigation.renamed(entry.person);
        composer.receiver = entry.person.displayName;
    }
});
socket.addEventListener("frame", ({ detail: frame }) => {
    if (frame.type === "welcome") {
        welcome = frame; // taken in once the socket counts as open, since it makes us ask for things
    } else {
        conversations.hear(frame);
    }
});
socket.addEventListener("state", ({ detail: { state } }) => {
    if (state === "open") {
        composer.limit = welcome.limits?.messageCodePoints ?? composer.limit;
        conversations.hear(welcome);
        conversations.resendWaiting();
        people.roomsTold(welcome.more === true);
    }
    messages.refreshPending();
});
setInterval(() => messages.refreshPending(), 5_000); // "Sending…" becomes "Still sending…"
// what has no ack lives in this page alone: leaving it would lose it
window.addEventListener("beforeunload", event => {
    if (conversations.unsent.waiting > 0) {
        event.preventDefault();
    }
});

const receiver = board.dataset.view === "conversation" ? {
    id: Number(board.dataset.receiverId),
    username: board.dataset.receiverUsername,
    displayName: board.dataset.receiverName,
} : null;
const notice = new ConnectionNotice(socket);
// signing out ends the sockets before its answer is here: 4501 would lead to "your session has ended" instead
document.querySelector("#sign-out").addEventListener("submit", () => {
    notice.leave();
    socket.close();
});
installInvitation();
if (receiver !== null) {
    people.current = receiver.id;
    show(receiver, true);
}
installDebug({
    socket,
    configuration: {
        account: self.id, username: document.body.dataset.username, room: board.dataset.room || null,
        receiver: receiver?.username ?? null, version: document.body.dataset.version,
    },
    sendMessage: send,
    status: () => ({ people: roster.size, open: open?.person.username ?? null, ...conversations.unsent }),
});
log.listenersReady();
socket.open();
