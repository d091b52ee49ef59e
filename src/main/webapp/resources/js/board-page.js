/**
 * Entry of the dashboard and of the chat, which are one page to the script: puts the parts together.
 * @module
 */
import { Activity } from "./activity.js";
import { ChatSocket } from "./chat-socket.js";
import { Composer } from "./composer.js";
import { ConnectionNotice } from "./connection-notice.js";
import { Conversations } from "./conversations.js";
import { installDebug, log } from "./debug.js";
import { installInvitation } from "./invitation.js";
import { Keeping } from "./keeping.js";
import { MessageList } from "./message-list.js";
import { Navigation } from "./navigation.js";
import { PeopleList } from "./people-list.js";
import { PeopleSigns } from "./people-signs.js";
import { preferences } from "./preferences.js";
import { Receipts } from "./receipts.js";
import { Roster } from "./roster.js";
import { installSignOut } from "./sign-out.js";

const board = document.querySelector("#board");
const { accountId, username, displayName } = document.body.dataset;
const self = { id: Number(accountId), username, displayName };

const roster = new Roster(self.id);
const people = new PeopleList(roster);
const socket = new ChatSocket({ hello: () => conversations.resumePoints(), active: () => activity.greet() });
const activity = new Activity(socket);
const signs = new PeopleSigns(socket, roster);
const conversations = new Conversations(socket, roster);
const keeping = new Keeping(self, conversations, socket);
const { drafts, outbox, pages } = keeping;
const receipts = new Receipts(socket);
const composer = new Composer();
const messages = new MessageList({
    self,
    connected: () => socket.state === "open",
    actions: {
        retry: pending => outbox.retry(pending),
        cancel: pending => outbox.cancel(pending),
        discard: pending => outbox.discard(pending),
    },
});
const navigation = new Navigation(roster, people);
let open = null; // the conversation on the screen
let welcome = null;

function show(person, here = false) {
    open = person === null ? null : conversations.with(person);
    signs.opened(open);
    if (open === null) {
        messages.hide();
        return;
    }
    if (here) {
        const room = Number(board.dataset.room) || null;
        open.adopt(room, messages.read(), document.querySelector("#messages").dataset.more === "true");
    } else {
        open.startEmpty();
        keeping.open(open, roster.byId(person.id));
    }
    messages.show(open, here);
    composer.text = drafts.of(person.id) || (here ? composer.text : "");
    composer.receiver = person.displayName;
    composer.focus();
}

/** @returns {Promise<object>} the ack, for debugChat.testMessage */
const send = text => (open === null
    ? Promise.reject(new Error("No conversation is open.")) : outbox.send(open, text));

navigation.addEventListener("show", ({ detail }) => show(detail.person));
composer.addEventListener("input", ({ detail }) => {
    drafts.keep(open.person.id, detail.text);
    signs.wrote(detail.text);
});
composer.addEventListener("send", ({ detail }) => {
    drafts.keep(open.person.id, "");
    signs.sent();
    send(detail.text);
});
drafts.ready.then(() => {
    if (open !== null && composer.text === "") { // the page was faster
        composer.text = drafts.of(open.person.id);
    }
});
messages.addEventListener("seen", ({ detail: { conversation, seq } }) => {
    const entry = roster.byId(conversation.person.id);
    if (entry?.unread > 0 || seq > (entry?.readSeq ?? 0)) {
        receipts.read(conversation.room, seq);
        roster.read(conversation.room, seq);
    }
});
conversations.addEventListener("message", ({ detail: { frame, conversation } }) => {
    if (conversation === undefined) {
        pages.add(roster.byRoom(frame.room)?.epoch ?? null, frame);
    }
});
pages.addEventListener("stored", ({ detail: { room, seq } }) => {
    if (seq > (roster.byRoom(room)?.receivedSeq ?? 0)) {
        receipts.received(room, seq);
    }
});
outbox.addEventListener("failed", ({ detail }) => {
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
    if (frame.type !== "welcome") {
        preferences.hear(frame);
        outbox.hear(frame);
        conversations.hear(frame);
    } else if (frame.account.id === self.id && frame.account.username === self.username) {
        welcome = frame; // taken in once the socket counts as open, since it makes us ask for things
    } else { // another account has signed in in this browser: nothing of this page is theirs
        socket.close();
        location.reload();
    }
});
socket.addEventListener("state", ({ detail: { state } }) => {
    if (state === "open") {
        composer.limit = welcome.limits?.messageCodePoints ?? composer.limit;
        preferences.hear(welcome);
        conversations.hear(welcome);
        people.roomsTold(welcome.more === true);
        if (open !== null) {
            pages.keep(open); // a page that came as HTML has its epoch only now
        }
        keeping.fetchAhead(welcome.rooms.map(({ room }) => roster.byRoom(room)).filter(entry => entry !== undefined));
    }
    outbox.connected(state === "open"); // after the rooms are known, since what waits may go to one
    messages.refresh();
});
setInterval(() => {
    outbox.pump();
    messages.refresh(); // "Sending…" becomes "Still sending…"
}, 5_000);

const receiver = board.dataset.view === "conversation" ? {
    id: Number(board.dataset.receiverId),
    username: board.dataset.receiverUsername,
    displayName: board.dataset.receiverName,
} : null;
const notice = new ConnectionNotice(socket);
installSignOut({
    store: keeping.store,
    unsent: () => outbox.unsent.waiting + outbox.unsent.failed,
    leaving: () => { // 4501 comes before the answer, and would lead to "your session has ended" instead
        notice.leave();
        keeping.leave();
        socket.close();
    },
});
installInvitation();
if (receiver !== null) {
    people.current = receiver.id;
    show(receiver, true);
}
installDebug({
    socket,
    configuration: {
        account: self.id, username, room: board.dataset.room || null,
        receiver: receiver?.username ?? null, version: document.body.dataset.version,
    },
    sendMessage: send,
    status: () => ({ people: roster.size, open: open?.person.username ?? null, ...outbox.unsent }),
});
log.listenersReady();
socket.open();
