import { Conversations } from "/modules/conversation/conversations.js";
import { People } from "/modules/conversation/people.js";
import { applyMessage, applyRoom, newEntry } from "/modules/conversation/roster-entry.js";
import { Roster } from "/modules/conversation/roster.js";
import { preview } from "/modules/messages/preview.js";
import { eventSentence } from "/modules/messages/room-event.js";
import { typingSentence } from "/modules/people/typing-sentence.js";
import { equal, fakeSocket, message } from "./expect.js";

const anna = { id: 1, username: "anna", displayName: "Anna" }; // the reader
const ben = { id: 2, username: "ben", displayName: "Ben" };
const cleo = { id: 3, username: "cleo", displayName: "Cleo" };
const lunch = {
    room: 7, kind: "PRIVATE", title: "Lunch", topic: "What to eat", members: [], memberCount: 3, role: "MEMBER", epoch: "e", seq: 4,
};
const line = (seq, event, fields) => message(seq, { message: "", event, ...fields });

function entryOf(room = lunch) {
    const entry = newEntry(null);
    applyRoom(entry, room, anna.id);
    return entry;
}

/** The conversations of a page, with the rooms that it knows, and what it reports about rooms that are gone. */
function page(...rooms) {
    const socket = fakeSocket();
    const people = new People(anna);
    const roster = new Roster(people);
    const conversations = new Conversations(socket, roster, people);
    const gone = [];
    conversations.addEventListener("gone", ({ detail: { room } }) => gone.push(room));
    rooms.forEach(room => conversations.handleRoom(room));
    return { socket, people, roster, conversations, gone };
}

/** @returns {object} a conversation that is loaded up to a message */
function loaded(conversations, seq) {
    const conversation = conversations.in(7);
    conversation.load();
    conversation.page({ messages: [message(seq)], to: seq, more: false });
    return conversation;
}

export default {
    "hold what the server says of a room of several": () => {
        const { kind, title, topic, memberCount, role, archived } = entryOf({ ...lunch, archivedAt: "2026-01-01T00:00:00.000Z" });
        equal([kind, title, topic, memberCount, role, archived], ["PRIVATE", "Lunch", "What to eat", 3, "MEMBER", true]);
        equal([newEntry(2).kind, entryOf({ ...lunch, topic: undefined }).topic, entryOf().archived], ["DIRECT", null, false]);
    },
    "apply an event to the room, once": () => {
        const entry = entryOf();
        const events = [
            { kind: "renamed", value: "Dinner" }, { kind: "topic" }, { kind: "added", subject: { id: 4 } }, { kind: "joined" },
            { kind: "left" }, { kind: "removed", subject: cleo }, { kind: "removed", subject: { id: 4 } },
            { kind: "role", subject: cleo, value: "OWNER" }, { kind: "archived" },
        ];
        events.forEach((event, index) => applyMessage(entry, line(5 + index, event), anna.id));
        equal([entry.title, entry.topic, entry.memberCount, entry.role, entry.archived], ["Dinner", null, 2, "MEMBER", true]);
        applyMessage(entry, line(13, { kind: "restored" }), anna.id); // has come already
        equal(entry.archived, true);
        applyMessage(entry, line(14, { kind: "restored" }), anna.id);
        applyMessage(entry, line(15, { kind: "role", subject: anna, value: "OWNER" }), anna.id);
        equal([entry.archived, entry.role, entry.seq], [false, "OWNER", 15]);
    },
    "count no event as unread or as a new message": () => {
        const { roster, conversations } = page(lunch);
        const kinds = [];
        roster.addEventListener("change", ({ detail: { kind } }) => kinds.push(kind));
        conversations.handleMessage(line(5, { kind: "joined" }));
        conversations.handleMessage(message(6));
        equal([kinds, roster.byRoom(7).unread], [["updated", "message"], 1]);
    },
    "show the sentence of an event as the newest line, and the names that are known": () => {
        const people = new People(anna);
        const entry = entryOf({ ...lunch, last: { id: 4, senderId: 2, message: "", sentAt: "2026-01-01T00:00:00Z", event: { kind: "added", subject: cleo } } });
        equal(preview(entry.last, people), "Somebody added Cleo");
        people.learnFrom([message(3)]);
        equal(preview(entry.last, people), "Ben added Cleo");
        applyMessage(entry, message(5), anna.id);
        equal(preview(entry.last, people), "message 5");
    },
    "tell what somebody did, and address the reader": () => {
        const people = new People(anna);
        const events = [
            { kind: "created" }, { kind: "joined" }, { kind: "left" }, { kind: "added", subject: cleo }, { kind: "removed", subject: anna },
            { kind: "role", subject: cleo, value: "OWNER" }, { kind: "role", subject: anna, value: "OWNER" },
            { kind: "role", subject: anna, value: "MEMBER" }, { kind: "role", subject: ben, value: "MEMBER" },
            { kind: "renamed", value: "Lunch" }, { kind: "topic", value: "Food" }, { kind: "topic" }, { kind: "archived" },
            { kind: "restored" }, { kind: "of a later server" },
        ];
        equal(events.map(event => eventSentence(event, ben, people)), [
            "Ben created the room", "Ben joined", "Ben left", "Ben added Cleo", "Ben removed you",
            "Ben made Cleo an owner", "Ben made you an owner",
            "Ben made you a member", "Ben is no longer an owner",
            "Ben renamed the room to “Lunch”", "Ben changed the topic to “Food”", "Ben removed the topic", "Ben archived the room",
            "Ben restored the room", "The room was changed",
        ]);
        equal(events.map(event => eventSentence(event, anna, people)), [
            "You created the room", "You joined", "You left", "You added Cleo", "You removed Anna",
            "You made Cleo an owner", "You made Anna an owner",
            "You are no longer an owner", "You made Ben a member",
            "You renamed the room to “Lunch”", "You changed the topic to “Food”", "You removed the topic", "You archived the room",
            "You restored the room", "The room was changed",
        ]);
    },
    "name people in events as the store of people does": () => {
        const people = new People(anna);
        people.set({ ...ben, displayName: "Benno" });
        people.set({ ...cleo, displayName: "Cleopatra" });
        equal(eventSentence({ kind: "added", subject: cleo }, ben, people), "Benno added Cleopatra");
    },
    "report the name of a person who has become known": () => {
        const people = new People(anna);
        const named = [];
        people.addEventListener("named", ({ detail: { person } }) => named.push(person.displayName));
        people.learnFrom([message(1), line(2, { kind: "added", subject: cleo }), message(3, { sender: { id: 4 } })]);
        people.learnFrom([message(4)]);
        equal(named, ["Ben", "Cleo"]);
    },

    "show a new title of the open conversation": () => {
        const { conversations } = page(lunch);
        const conversation = loaded(conversations, 4);
        const titles = [];
        conversations.addEventListener("renamed", ({ detail }) => titles.push(detail.conversation.title));
        conversations.handleMessage(line(5, { kind: "renamed", value: "Dinner" }));
        conversations.handleMessage(line(6, { kind: "topic", value: "Food" }));
        equal([titles, conversation.messages.map(({ seq }) => seq)], [["Dinner"], [4, 5, 6]]);
    },

    "drop a room that the reader has left, and take it back": () => {
        const { roster, conversations, gone } = page(lunch);
        const kinds = [];
        roster.addEventListener("change", ({ detail: { kind } }) => kinds.push(kind));
        const conversation = loaded(conversations, 4);
        conversations.handleGone({ room: 7 });
        equal([roster.byRoom(7), conversations.has({ account: null, room: 7 }), conversation.messages, kinds], [undefined, false, [], ["gone"]]);
        equal([gone, conversations.isGone(7), conversations.isGone(8), conversations.resumePoints()], [[7], true, false, []]);
        conversations.handleRoom({ ...lunch, seq: 9 });
        equal([roster.byRoom(7).seq, conversations.isGone(7), kinds], [9, false, ["gone", "updated"]]);
    },
    "fetch nothing of a room that is gone": () => {
        const { socket, conversations } = page(lunch);
        const conversation = loaded(conversations, 4);
        conversation.pending.write({ text: "mine" });
        socket.sent.length = 0;
        conversations.handleGone({ room: 7 });
        conversations.handleWelcome({ rooms: [] });
        equal([socket.sent, conversation.pending.size], [[], 1]);
        conversations.handleRoom({ ...lunch, epoch: "f" });
        equal([conversations.in(7) === conversation, conversation.epoch], [true, "f"]);
        conversation.load();
        equal(socket.sent.map(({ type }) => type), ["history"]);
    },
    "take an error that names the room of no member for the end of a membership": () => {
        const { conversations, gone } = page(lunch);
        loaded(conversations, 4);
        conversations.handleError({ code: "rate_limited", room: 7 });
        conversations.handleError({ code: "room_not_found", room: 7, message: "no" });
        equal(gone, [7]);
    },
    "miss a room in a list that is complete, and in no other": () => {
        const { roster, conversations, gone } = page(lunch, { ...lunch, room: 8 });
        conversations.handleWelcome({ rooms: [{ ...lunch, room: 8 }], more: true });
        equal([gone, conversations.isGone(9)], [[], false]);
        conversations.handleWelcome({ rooms: [{ ...lunch, room: 8 }] });
        equal([gone, roster.roomsOfSeveral, conversations.isGone(9), conversations.isGone("to 2")], [[7], [8], true, false]);
    },
    "never lose a conversation of two": () => {
        const { roster, conversations, gone } = page({ room: 7, kind: "DIRECT", members: [1, ben], epoch: "e", seq: 1 });
        conversations.with(ben.id);
        conversations.handleGone({ room: 7 });
        conversations.handleError({ code: "room_not_found", room: 7, message: "no" });
        equal([gone, roster.byRoom(7).account], [[], 2]);
    },

    "say who is typing": () => {
        const people = new People(anna);
        [ben, cleo].forEach(person => people.set(person));
        equal([[], [2], [9], [2, 3], [2, 9], [2, 3, 9]].map(typists => typingSentence(typists, people)), [
            "", "Ben is typing…", "Somebody is typing…", "Ben and Cleo are typing…", "Several people are typing…",
            "Several people are typing…",
        ]);
    },
};
