/**
 * Entry of the dashboard and the chat, which are one page for the scripts: makes the parts and connects them.
 * @module
 */
import { announce } from "../base/announcement.js";
import { clock } from "../base/clock.js";
import { log } from "../base/console-log.js";
import { currentAccount } from "../base/current-account.js";
import { t } from "../base/i18n.js";
import { Attach } from "../composer/attach.js";
import { Composer } from "../composer/composer.js";
import { DraftEditor } from "../composer/draft-editor.js";
import { Emoji } from "../composer/emoji.js";
import { MessageCommands } from "../composer/message-commands.js";
import { ChatSocket } from "../connection/chat-socket.js";
import { ConnectionNotice } from "../connection/connection-notice.js";
import { UserActivity } from "../connection/user-activity.js";
import { Conversations } from "../conversation/conversations.js";
import { LocalData } from "../conversation/local-data.js";
import { People } from "../conversation/people.js";
import { Prefetch } from "../conversation/prefetch.js";
import { ReceiptSender } from "../conversation/receipt-sender.js";
import { Roster } from "../conversation/roster.js";
import { installRecordButton } from "../files/record-button.js";
import { MessageList } from "../messages/message-list.js";
import { dismissAll } from "../notifications/desktop-notifications.js";
import { Notifications } from "../notifications/notifications.js";
import { PeopleList } from "../people/people-list.js";
import { preferences } from "../people/preferences.js";
import { PresenceView, presenceText } from "../people/presence-view.js";
import { Presence } from "../people/presence.js";
import { Typing } from "../people/typing.js";
import { Mentions } from "../rooms/mentions.js";
import { Rooms } from "../rooms/rooms.js";
import { routeFrames } from "./board-frames.js";
import { installDebug } from "./debug-console.js";
import { installInvitation } from "./invitation-link.js";
import { Leftovers } from "./leftovers.js";
import { Navigation } from "./navigation.js";
import { installOfflineShell } from "./offline-shell.js";
import { OpenConversation } from "./open-conversation.js";
import { RoomHead } from "./room-head.js";
import { searchIn } from "./search-here.js";
import { installShortcuts } from "./shortcuts.js";
import { installSignOut } from "./sign-out.js";

const REFRESH_EVERY_MS = 5_000;

const self = currentAccount();
const people = new People(self);
const roster = new Roster(people);
const list = new PeopleList(roster, people);
const socket = new ChatSocket({ hello: () => conversations.resumePoints(), active: () => activity.forHello() });
const activity = new UserActivity(socket);
const presence = new Presence(socket);
const typing = new Typing(socket);
const presenceView = new PresenceView(presence, typing, people);
const conversations = new Conversations(socket, roster, people);
const localData = new LocalData({ self, people, conversations, socket });
const { drafts, outbox, pages, store, tabs } = localData;
const prefetch = new Prefetch(conversations, pages, store);
const receipts = new ReceiptSender(socket);
const composer = new Composer();
const messages = new MessageList({
    people,
    connected: () => socket.state === "open",
    actions: {
        retry: pending => outbox.retry(pending),
        cancel: pending => outbox.cancel(pending),
        discard: pending => outbox.discard(pending),
        sendWithout: pending => outbox.sendWithout(pending),
    },
});
const roomHead = new RoomHead(roster);
const leftovers = new Leftovers({ roster, conversations, outbox, drafts });
const navigation = new Navigation(roster, people, list);
const open = new OpenConversation({ roster, people, conversations, prefetch, receipts, messages, composer, navigation });
const editor = new DraftEditor({ people, composer, outbox, drafts, open: () => open.current });
const attach = new Attach({ composer, localData, conversations, editor, open: () => open.current });
const commands = new MessageCommands({
    self, people, messages, composer, editor, outbox,
    emoji: new Emoji(composer),
    open: () => open.current,
    entry: () => roomHead.entry,
    showReaders: (room, message) => rooms.showReaders(room, message),
    markUnread: seq => open.markUnread(seq),
});
const notifications = new Notifications({
    roster, people, store, tabs, preferences, open: () => open.current, go: path => navigation.open(path),
});
const rooms = new Rooms({ self, roster, people, presence, presenceText, conversations, navigation });
const mentions = new Mentions({ composer, people, roster, conversations, open: () => open.current });
const notice = new ConnectionNotice(socket);

function show(shown, onPage = false) {
    open.show(shown, onPage, conversation => {
        rooms.opened(conversation);
        notifications.opened(conversation);
        presenceView.opened(conversation);
        roomHead.opened(conversation);
        searchIn(conversation);
    });
    editor.opened(onPage ? composer.text : "");
    attach.opened();
    commands.opened();
}

/** After a connect: fetches what was missed and sends what is waiting, since the rooms are known now. */
function resume(welcome) {
    list.loader.welcomed(welcome, localData.forgetGone(), room => conversations.handleGone({ room }));
    if (open.current !== null) {
        pages.write(open.current); // a conversation that the server wrote into the page gets its epoch by `welcome`
    }
    prefetch.start(welcome.rooms.map(({ room }) => roster.byRoom(room)).filter(entry => entry !== undefined));
    rooms.refresh();
    outbox.connected();
    messages.refresh();
    leftovers.show();
}

routeFrames({
    self, socket, localData, composer, attach, mentions, preferences, outbox, conversations, notifications, presence, typing, receipts, activity, resume,
});
socket.addEventListener("state", ({ detail: { state } }) => {
    if (state !== "open") {
        outbox.disconnected();
        messages.refresh();
    }
});
clock.addEventListener("jump", () => socket.renew());
setInterval(() => {
    outbox.sendDue();
    messages.refresh(); // "Sending…" becomes "Still sending…"
}, REFRESH_EVERY_MS);

navigation.addEventListener("show", ({ detail }) => show(detail.entry));
composer.addEventListener("input", ({ detail: { text } }) => {
    if (editor.wrote(text)) {
        presenceView.wrote(text);
    }
});
const confirming = new Set(); // conversations whose messages wait for an answer of their author, or for files to be read
composer.addEventListener("send", async ({ detail: { text } }) => {
    const to = open.current;
    const written = composer.text;
    if (confirming.has(to)) {
        return; // Enter was pressed again meanwhile
    }
    confirming.add(to);
    try {
        const confirmed = editor.isEdit || (await mentions.confirm(text) && await attach.ready());
        const unchanged = open.current === to && composer.text === written;
        if (confirmed && unchanged && editor.send(text, () => attach.take())) {
            presenceView.sent();
        }
    } finally {
        confirming.delete(to);
    }
});
drafts.ready.then(() => editor.showStored());
conversations.addEventListener("message", ({ detail: { frame, conversation } }) => {
    if (conversation === undefined) {
        pages.add(roster.byRoom(frame.room)?.epoch ?? null, frame);
    }
});
conversations.addEventListener("gone", ({ detail: { room, conversation } }) => {
    receipts.forget(room);
    if (conversation !== undefined && conversation === open.current) {
        navigation.lost(conversation.title, t(leftovers.isEmpty ? "room.gone" : "room.gone.kept"));
    }
});
pages.addEventListener("stored", ({ detail: { room, seq } }) => {
    if (seq > (roster.byRoom(room)?.receivedSeq ?? 0)) {
        receipts.received(room, seq);
    }
});
outbox.addEventListener("failed", ({ detail: { reason, pending } }) => (
    announce(t(pending.change === undefined ? "pending.said" : "change.failed", { reason }), false)));
localData.addEventListener("signed-out", () => dismissAll());
preferences.addEventListener("change", ({ detail: { former, now } }) => {
    if (former.language !== now.language) { // changed on another device; the server wrote this page in the former language
        location.reload();
    }
});

installSignOut({
    store,
    unsent: () => outbox.unsent.waiting + outbox.unsent.failed,
    leaving: () => { // otherwise close code 4501 would come first and show "your session has ended"
        notice.leave();
        localData.leave();
        socket.close();
    },
});
installRecordButton(notes => composer.addFiles(notes));
installInvitation();
installShortcuts();
installOfflineShell();
const ofPage = open.ofPage();
if (ofPage !== null) {
    list.current = ofPage;
    show(ofPage, true);
}
installDebug({
    socket,
    configuration: {
        account: self.id, username: self.username, room: document.querySelector("#board").dataset.room || null,
        receiver: document.querySelector("#board").dataset.receiverUsername || null, version: document.body.dataset.version,
    },
    sendMessage: text => (open.current === null
        ? Promise.reject(new Error(t("pending.noneOpen"))) : outbox.send(open.current, text)), // returns the ack, for debugChat.testMessage
    status: () => ({ people: roster.size, open: open.name, ...outbox.unsent }),
});
log.listenersReady();
socket.open();
