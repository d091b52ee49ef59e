import { isShort, withFrame } from "/modules/conversation/cached-page.js";
import { Conversation } from "/modules/conversation/conversation.js";
import { applyChange, applyMessage, applyRead, applyReceipt, applyRoom, newEntry } from "/modules/conversation/roster-entry.js";
import { addressOf, personOrRoom } from "/modules/conversation/naming.js";
import { People } from "/modules/conversation/people.js";
import { Roster } from "/modules/conversation/roster.js";
import { checkRooms } from "/modules/people/older-rooms.js";
import { compareEntries } from "/modules/people/people-order.js";
import { accountIn, keyOf, temporaryKey } from "/modules/store/conversation-key.js";
import { equal, message } from "./expect.js";

const SELF = 1;
const anna = { id: SELF, username: "anna", displayName: "Anna" };
const ben = { id: 2, username: "ben", displayName: "Ben" };
const room = fields => ({ room: 7, kind: "DIRECT", members: [1, ben], epoch: "e", seq: 0, ...fields });
const entryWith = fields => {
    const entry = newEntry(ben.id);
    applyRoom(entry, room(fields), SELF);
    return entry;
};
const own = { sender: { id: SELF } };

/** A conversation loaded up to a sequence number, its requests to the server, and the messages that it shows. */
function loaded(last) {
    const asked = [];
    const conversation = new Conversation({ account: ben.id }, frame => asked.push(frame), SELF);
    Object.assign(conversation, { room: 7, epoch: "e" });
    conversation.load();
    conversation.page({ messages: [message(last)], to: last, more: true });
    asked.length = 0;
    return { conversation, asked, seqs: () => conversation.messages.map(({ seq }) => seq) };
}

export default {
    "count messages of the other person as unread, but neither own nor deleted ones": () => {
        const entry = entryWith({ seq: 3 });
        equal([applyMessage(entry, message(4), SELF), entry.unread], [true, 1]);
        applyMessage(entry, message(5, own), SELF);
        applyMessage(entry, message(6, { deletedAt: "2026-01-01T00:00:00Z" }), SELF);
        equal([entry.unread, entry.seq, entry.last.deleted], [1, 6, true]);
    },
    "count no message twice, and none that was read on another device": () => {
        const entry = entryWith({ seq: 3 });
        applyMessage(entry, message(4), SELF);
        equal([applyMessage(entry, message(4), SELF), entry.unread], [false, 1]);
        applyReceipt(entry, { account: SELF, receivedSeq: 9, readSeq: 9, unread: 0 }, SELF);
        applyMessage(entry, message(5), SELF);
        equal(entry.unread, 0);
    },
    "count nothing as unread once all is read": () => {
        const entry = entryWith({ seq: 5, unread: 2 });
        equal([applyRead(entry, 4), entry.unread], [false, 2]);
        equal([applyRead(entry, 5), entry.unread], [true, 0]);
        equal(applyRead(entry, 5), false);
    },
    "keep the other person's read position, unless receipts are hidden": () => {
        const joinedAt = "2026-01-01T00:00:00.000Z";
        const reach = [{ account: 2, received: 5, read: 5, joinedAt }];
        const entry = entryWith({ seq: 9, receipts: [{ account: 2, receivedSeq: 3, readSeq: 5, joinedAt }] });
        equal(entry.reach, reach);
        applyReceipt(entry, { account: 2, receivedSeq: 4, readSeq: 4, joinedAt }, SELF);
        equal(entry.reach, reach);
        applyReceipt(entry, { account: 2, receivedSeq: 0, readSeq: 0, hidden: true }, SELF);
        equal(entry.reach, []);
    },
    "show the newest message after its change, but no older one": () => {
        const entry = entryWith({ seq: 2 });
        applyMessage(entry, message(3), SELF);
        equal(applyChange(entry, { seq: 4, id: 2, state: message(2, { message: "older" }) }, SELF), true);
        equal(entry.last.text, "message 3");
        applyChange(entry, { seq: 5, id: 3, state: message(3, { message: "newer" }) }, SELF);
        equal([entry.last.text, entry.seq], ["newer", 5]);
    },
    "count in the total what notifies the reader, by the level of each room": () => {
        const roster = new Roster(new People(anna));
        roster.addRoom(room({ unread: 3, mentions: 1 }));
        equal([roster.unread, roster.mentions, roster.unreadRooms], [3, 1, [{ room: 7, seq: 0 }]]);
        roster.setNotifyLevel(7, "mentions");
        equal([roster.unread, roster.mentions, roster.byRoom(7).unread], [1, 1, 3]);
        roster.setNotifyLevel(7, "none");
        equal([roster.unread, roster.mentions], [0, 1]);
    },
    "list a room of several by its title, even with the reader alone in it": () => {
        const people = new People(anna);
        const roster = new Roster(people);
        roster.addRoom(room({ kind: "PUBLIC", title: "Lunch", members: [] }));
        const receipts = [{ account: SELF, receivedSeq: 4, readSeq: 4 }];
        roster.addRoom(room({ room: 8, kind: "PRIVATE", title: "Notes", members: [], receipts }));
        equal([7, 8].map(id => personOrRoom(roster.byRoom(id), people).displayName), ["Lunch", "Notes"]);
        equal([7, 8].map(id => addressOf(roster.byRoom(id), people)), ["/room/7", "/room/8"]);
        equal([roster.byRoom(8).reach, roster.roomsOfSeveral], [[], [7, 8]]);
    },
    "take no room from an answer if the reader has left it since the request, and no older state": () => {
        const roster = new Roster(new People(anna));
        const lunch = fields => room({ kind: "PRIVATE", title: "Lunch", members: [], seq: 5, ...fields });
        const before = performance.now();
        roster.addRoom(lunch());
        roster.removeRoom(7);
        roster.addListed([lunch()], before);
        equal(roster.size, 0);
        const after = performance.now() + 1;
        roster.addListed([lunch()], after);
        roster.addListed([lunch({ seq: 4, title: "Before" })], after);
        equal([roster.byRoom(7).title, roster.byRoom(7).seq], ["Lunch", 5]);
        roster.addListed([lunch({ seq: 4, epoch: "restored" })], after);
        equal(roster.byRoom(7).seq, 4);
    },
    "find the lost rooms among many: those that the list lacks and the server does not know": async () => {
        const roster = new Roster(new People(anna));
        const lunch = id => room({ room: id, kind: "PRIVATE", title: "Lunch", members: [] });
        [7, 8, 9].forEach(id => roster.addRoom(lunch(id)));
        const answers = {
            "/api/rooms?limit=50": [200, { rooms: [lunch(6)], next: "cursor" }],
            "/api/rooms?after=cursor&limit=50": [200, { rooms: [lunch(7)] }],
            "/api/rooms/8/messages?limit=1": [200, {}], // has moved to the first page meanwhile
            "/api/rooms/9/messages?limit=1": [404, {}],
        };
        const { fetch } = globalThis;
        globalThis.fetch = async path => new Response(JSON.stringify(answers[path][1]), { status: answers[path][0] });
        const lost = [];
        try {
            await checkRooms(roster, [7, 8, 9], id => lost.push(id));
        } finally {
            globalThis.fetch = fetch;
        }
        equal([lost, roster.roomsOfSeveral], [[9], [7, 8, 9, 6]]);
    },
    "keep the read positions of the members of a room until they leave": () => {
        const roster = new Roster(new People(anna));
        roster.addRoom(room({ kind: "PRIVATE", title: "Lunch", members: [] }));
        const read = (account, readSeq) => roster.applyReceipt({ room: 7, account, receivedSeq: 0, readSeq, joinedAt: "t" });
        const positions = () => roster.byRoom(7).reach.map(each => [each.account, each.read]);
        [[2, 5], [3, 4], [2, 6]].forEach(each => read(...each));
        equal(positions(), [[3, 4], [2, 6]]);
        roster.applyMessage({ ...message(1), room: 7, event: { kind: "left" } });
        roster.applyMessage({ ...message(2), room: 7, event: { kind: "removed", subject: { id: 3 } } });
        equal(positions(), []);
    },
    "keep one entry for a person, before the room is known and after": () => {
        const people = new People(anna);
        const roster = new Roster(people);
        const rooms = [];
        roster.addEventListener("room", ({ detail: { entry } }) => rooms.push(entry.room));
        const entry = roster.addPerson(ben);
        equal([keyOf(entry), roster.byAccount(2) === entry], ["to 2", true]);
        [1, 2].forEach(seq => roster.addRoom(room({ seq })));
        equal([keyOf(entry), roster.byAccount(2) === entry, roster.byRoom(7) === entry], [7, true, true]);
        equal([roster.size, rooms], [1, [7]]);
    },
    "give a room to the person who has it after the server was set up anew": () => {
        const roster = new Roster(new People(anna));
        const cleo = { id: 3, username: "cleo", displayName: "Cleo" };
        roster.addRoom(room());
        roster.addRoom(room({ members: [1, cleo] }));
        equal([roster.byRoom(7).account, roster.byAccount(2).room], [3, null]);
        roster.addRoom(room({ room: 8 }));
        equal([roster.byAccount(2).room, roster.byAccount(3).room, roster.size], [8, 7, 2]);
    },
    "read the account from a temporary key, and from no other": () => (
        equal([temporaryKey(2), 7, "to 2x"].map(accountIn), [2, null, null])),
    "order conversations by time, then people by name": () => {
        const people = new People({ ...anna, id: 9 });
        const person = (id, displayName, at) => {
            people.set({ id, displayName, username: `u${id}` });
            return { ...newEntry(id), room: at && id, last: at ? { at } : null };
        };
        const entries = [person(1, "Zoë"), person(2, "émile"), person(3, "C", 10), person(4, "D", 20), person(5, "Anna")];
        entries.sort((one, other) => compareEntries(people, one, other));
        equal(entries.map(({ account }) => account), [4, 3, 5, 2, 1]);
    },
    "report a new name to the list, once": () => {
        const people = new People(anna);
        const roster = new Roster(people);
        roster.addPerson(ben);
        const kinds = [];
        roster.addEventListener("change", ({ detail: { entry, kind } }) => kinds.push([entry.account, kind]));
        ["Benno", "Benno"].forEach(displayName => roster.addPerson({ ...ben, displayName }));
        roster.addRoom(room({ members: [1, { ...ben, displayName: "Benjamin" }] }));
        equal(kinds, [[2, "updated"], [2, "updated"], [2, "updated"]]); // the last one is the room
        equal([people.nameOf(ben), roster.byUsername("ben").room], ["Benjamin", 7]);
    },
    "name the sender of a message by the store of people, and a stranger as the message does": () => {
        const people = new People(anna);
        people.set({ ...ben, displayName: "Benno" });
        people.learn(ben); // the browser's store has a former name
        const names = [ben, { id: 3, displayName: "Cleo" }, { id: 4 }, { id: SELF }].map(person => people.nameOf(person));
        equal(names, ["Benno", "Cleo", "Somebody", "Anna"]);
    },

    "append the next message, and fetch the messages of a gap": () => {
        const { conversation, asked, seqs } = loaded(5);
        conversation.receive(message(6));
        conversation.receive(message(9));
        equal([seqs(), asked.map(({ after }) => after)], [[5, 6], [6]]);
        conversation.receive(message(10));
        conversation.page({ messages: [message(7), message(8), message(9)], to: 9, more: false });
        equal([seqs(), conversation.last], [[5, 6, 7, 8, 9, 10], 10]);
        equal(asked.length, 1);
    },
    "count the sequence numbers of changes": () => {
        const { conversation, asked, seqs } = loaded(5);
        conversation.receive({ type: "change", room: 7, seq: 6, id: 5, state: message(5, { message: "edited", changeSeq: 6 }) });
        conversation.receive(message(7));
        equal([seqs(), conversation.messages[0].message, asked.length], [[5, 7], "edited", 0]);
    },
    "show a message once, in whatever order its frames arrive": () => {
        const { conversation, seqs } = loaded(5);
        conversation.resumePoint();
        [8, 6, 7, 6, 8].forEach(seq => conversation.receive(message(seq)));
        conversation.synced({ to: 8 });
        equal(seqs(), [5, 6, 7, 8]);
    },
    "buffer messages that arrive before the requested page": () => {
        const conversation = new Conversation({ account: ben.id }, () => true, SELF);
        conversation.room = 7;
        conversation.receive(message(6));
        equal(conversation.messages.length, 0);
        conversation.page({ messages: [message(4), message(5)], to: 5, more: false });
        equal(conversation.messages.map(({ seq }) => seq), [4, 5, 6]);
    },
    "place an acknowledged message by its sequence number, once": () => {
        const { conversation, seqs } = loaded(5);
        const pending = conversation.pending.write({ text: "mine" });
        conversation.acknowledge({ cid: pending.cid, room: 7, id: 7, seq: 7 });
        equal([conversation.pending.size, pending.state], [1, "sent"]);
        conversation.receive(message(6));
        conversation.receive(message(7, { ...own, cid: pending.cid }));
        equal([seqs(), conversation.pending.size], [[5, 6, 7], 0]);
    },
    "drop the history after a change of the epoch, and keep pending messages": () => {
        const { conversation, asked, seqs } = loaded(5);
        conversation.pending.write({ text: "mine" });
        conversation.reset({ epoch: "f" });
        equal([seqs(), conversation.pending.size, conversation.epoch, asked[0].type], [[], 1, "f", "history"]);
    },

    "continue a cached page, and keep 50 messages of it": () => {
        let page = withFrame(undefined, "e", message(10));
        equal([page.messages.length, page.more, isShort(page)], [1, true, true]);
        for (let seq = 11; seq <= 70; seq++) {
            page = withFrame(page, "e", message(seq));
        }
        equal([page.messages.length, page.messages[0].seq, page.last], [50, 21, 70]);
    },
    "start a new cached page after a gap or in another epoch": () => {
        const page = withFrame(undefined, "e", message(10));
        equal(withFrame(page, "e", message(12)).messages.map(({ seq }) => seq), [12]);
        equal(withFrame(page, "f", message(11)).messages.map(({ seq }) => seq), [11]);
        equal(withFrame(page, "e", message(10)), undefined);
    },
    "drop a cached page if a change leaves a gap": () => {
        const page = withFrame(undefined, "e", message(10));
        const change = seq => ({ room: 7, seq, id: 10, state: message(10, { message: "edited", changeSeq: seq }) });
        equal(withFrame(page, "e", change(12)), null);
        equal(withFrame(page, "e", change(11)).messages[0].message, "edited");
    },
};
