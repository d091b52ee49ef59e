/**
 * Entry of the dashboard and of the chat, which are one page to the script: puts the parts together.
 * @module
 */
import { UserActivity } from "../connection/user-activity.js";
import { ChatSocket } from "../connection/chat-socket.js";
import { clock } from "../base/clock.js";
import { Composer } from "../composer/composer.js";
import { ConnectionNotice } from "../connection/connection-notice.js";
import { Conversations } from "../conversation/conversations.js";
import { log } from "../base/console-log.js";
import { installDebug } from "./debug-console.js";
import { dismissAll } from "../notifications/desktop-notifications.js";
import { Emoji } from "../composer/emoji.js";
import { installInvitation } from "./invitation-link.js";
import { LocalData } from "../conversation/local-data.js";
import { t } from "../base/i18n.js";
import { MessageCommands } from "../composer/message-commands.js";
import { MessageList } from "../messages/message-list.js";
import { Navigation } from "./navigation.js";
import { Notifications } from "../notifications/notifications.js";
import { PeopleList } from "../people/people-list.js";
import { PresenceView } from "../people/presence-view.js";
import { preferences } from "../people/preferences.js";
import { ReceiptSender } from "../conversation/receipt-sender.js";
import { Roster } from "../conversation/roster.js";
import { installOfflineShell } from "./offline-shell.js";
import { installShortcuts } from "./shortcuts.js";
import { installSignOut } from "./sign-out.js";

const board = document.querySelector("#board");
const { accountId, username, displayName } = document.body.dataset;
const self = { id: Number(accountId), username, displayName };

const roster = new Roster(self.id);
const people = new PeopleList(roster);
const socket = new ChatSocket({ hello: () => conversations.resumePoints(), active: () => activity.greet() });
const activity = new UserActivity(socket);
const signs = new PresenceView(socket, roster);
const conversations = new Conversations(socket, roster);
const localData = new LocalData(self, conversations, socket);
const { drafts, outbox, pages } = localData;
localData.addEventListener("signed-out", () => dismissAll());
const receipts = new ReceiptSender(socket);
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
const commands = new MessageCommands({
    self, messages, composer, outbox, drafts,
    emoji: new Emoji(composer),
    open: () => open,
});
let open = null; // the conversation on the screen
let welcome = null;
const notifications = new Notifications({
    roster, store: localData.store, tabs: localData.tabs, preferences, openPerson: () => open?.person.id, go: path => navigation.open(path),
});

/** What of a conversation is read: the page that came as HTML may be of somebody whose row has not come. */
function readUpTo(here) {
    const { readSeq = 0, seq = 0, unread = 0 } = roster.byId(open.person.id) ?? {};
    if (!here) {
        return { readSeq, seq, unread: unread > 0 };
    }
    const read = Number(document.querySelector("#messages").dataset.readSeq) || 0;
    const others = open.messages.filter(({ sender }) => sender.id !== self.id);
    return { readSeq: read, seq: open.last, unread: (others.at(-1)?.seq ?? 0) > read };
}

function show(person, here = false) {
    open = person === null ? null : conversations.with(person);
    notifications.shows(person?.id ?? null);
    signs.opened(open);
    if (open === null) {
        messages.hide();
        commands.opened();
        return;
    }
    if (here) {
        const room = Number(board.dataset.room) || null;
        open.adopt(room, messages.read(), document.querySelector("#messages").dataset.more === "true");
    } else {
        open.startEmpty();
        localData.open(open, roster.byId(person.id));
    }
    messages.show(open, here, readUpTo(here));
    composer.receiver = person.displayName;
    commands.opened(here ? composer.text : "");
}

/** @returns {Promise<object>} the ack, for debugChat.testMessage */
const send = text => (open === null
    ? Promise.reject(new Error(t("pending.noneOpen"))) : outbox.send(open, text));

navigation.addEventListener("show", ({ detail }) => show(detail.person));
composer.addEventListener("input", ({ detail: { text } }) => {
    if (commands.wrote(text)) {
        signs.wrote(text);
    }
});
composer.addEventListener("send", ({ detail: { text } }) => {
    if (commands.send(text)) {
        signs.sent();
    }
});
drafts.ready.then(() => commands.showDraft());
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
outbox.addEventListener("failed", ({ detail: { reason, pending } }) => {
    document.querySelector("#said").textContent = pending.change === undefined
        ? t("pending.said", { reason }) : t("change.failed", { reason });
});
roster.addEventListener("change", ({ detail: { entry } }) => {
    if (entry.person.id === open?.person.id && entry.person.displayName !== board.dataset.receiverName) {
        open.person = entry.person;
        navigation.renamed(entry.person);
        composer.receiver = entry.person.displayName;
    }
});
preferences.addEventListener("change", ({ detail: { former, now } }) => {
    if (former.language !== now.language) { // on another device: what stands here was written by the server
        location.reload();
    }
});
socket.addEventListener("frame", ({ detail: frame }) => {
    if (frame.type !== "welcome") {
        preferences.hear(frame);
        outbox.hear(frame);
        conversations.hear(frame);
        notifications.hear(frame);
    } else if (frame.account.id === self.id && frame.account.username === self.username) {
        clock.set(frame.now);
        welcome = frame; // taken in once the socket counts as open, since it makes us ask for things
    } else { // another account has signed in in this browser: nothing of this page is theirs
        socket.close();
        dismissAll().finally(() => location.reload());
    }
});
socket.addEventListener("state", ({ detail: { state } }) => {
    if (state === "open") {
        composer.limit = welcome.limits?.messageCodePoints ?? composer.limit;
        preferences.hear(welcome);
        notifications.welcome(welcome, () => conversations.hear(welcome));
        people.roomsTold(welcome.more === true);
        if (open !== null) {
            pages.keep(open); // a page that came as HTML has its epoch only now
        }
        localData.fetchAhead(welcome.rooms.map(({ room }) => roster.byRoom(room)).filter(entry => entry !== undefined));
    }
    outbox.connected(state === "open"); // after the rooms are known, since what waits may go to one
    messages.refresh();
});
clock.addEventListener("jump", () => socket.renew());
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
    store: localData.store,
    unsent: () => outbox.unsent.waiting + outbox.unsent.failed,
    leaving: () => { // 4501 comes before the answer, and would lead to "your session has ended" instead
        notice.leave();
        localData.leave();
        socket.close();
    },
});
installInvitation();
installShortcuts();
installOfflineShell();
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
