import { Conversations } from "/modules/conversation/conversations.js";
import { quoteOf } from "/modules/conversation/message-state.js";
import { isLeftOver, isOld, isUnclear, requestOf, retryAfter } from "/modules/conversation/outbox-rules.js";
import { Outbox } from "/modules/conversation/outbox.js";
import { People } from "/modules/conversation/people.js";
import { Roster } from "/modules/conversation/roster.js";
import { equal, fakeSocket, message, settled } from "./expect.js";

const anna = { id: 1, username: "anna", displayName: "Anna" };
const ben = { id: 2, username: "ben", displayName: "Ben" };
const DAY_MS = 24 * 60 * 60_000;

/** Outbox records in memory, with the methods of OutboxStore. If `broken`, all methods reject. */
class Records {
    all = async () => this.#checked([...this.rows.values()]);
    rows = new Map();
    broken = false;

    #checked(value) {
        if (this.broken) {
            throw new Error("no store");
        }
        return value;
    }

    async add(record) {
        this.#checked();
        this.rows.set(record.cid, record);
        return record;
    }

    async change(cid, fields, fits = () => true) {
        const row = this.#checked(this.rows.get(cid));
        const found = row !== undefined && fits(row);
        if (found) {
            this.rows.set(cid, { ...row, ...fields });
        }
        return found;
    }

    async remove(cid, fits = () => true) {
        const row = this.#checked(this.rows.get(cid));
        return row !== undefined && fits(row) && this.rows.delete(cid);
    }

    async replace(cid, record) {
        return this.#checked(this.rows.delete(cid)) && Boolean(this.rows.set(record.cid, record));
    }
}

/** Uploads that a test moves on; `calls` has what the outbox asked for. */
class FakeUploads extends EventTarget {
    calls = [];
    start = files => this.calls.push(`start ${files.map(({ key }) => key)}`);
    forget = (files = [], everywhere = false) => files.length > 0 && this.calls.push(`forget ${files.map(({ key }) => key)}${everywhere ? " everywhere" : ""}`);
    stop = () => {};
    wake = () => {};

    progress(key, fields) {
        this.dispatchEvent(new CustomEvent("change", { detail: { key, fields } }));
    }
}

const file = (key, fields = {}) => ({ key, name: `${key}.txt`, size: 10, type: "text/plain", ...fields });

/** An outbox in the leading tab, with a conversation with Ben in room 7, and with further rooms. */
async function outbox({
    records = new Records(), rooms = [], uploads = new FakeUploads(), tabs = Object.assign(new EventTarget(), { postMessage: () => {} }),
} = {}) {
    const socket = Object.assign(fakeSocket(), { state: "connecting" });
    const people = new People(anna);
    const roster = new Roster(people);
    roster.addPerson(ben);
    roster.addRoom({ room: 7, kind: "DIRECT", members: [1, 2], epoch: "e", seq: 0 });
    const conversations = new Conversations(socket, roster, people);
    const leadership = Object.assign(new EventTarget(), { leads: true, seek: () => {}, leave: () => {} });
    const made = new Outbox({ conversations, people, records, tabs, uploads, leadership, socket });
    await settled();
    rooms.forEach(room => conversations.handleRoom(room));
    socket.state = "open";
    made.connected();
    const conversation = conversations.with(ben.id);
    return { outbox: made, conversations, conversation, socket, records, tabs, uploads };
}

export default {
    "pause as the server asks, otherwise longer each time": () => {
        equal([0, 1, 2, 9].map(rejections => retryAfter({ code: "busy" }, rejections)), [4_000, 8_000, 16_000, 60_000]);
        equal(retryAfter({ code: "busy", retryAfterMs: 7 }, 3), 7);
        equal(retryAfter({ code: "too_long" }, 0), null);
    },
    "treat only an unclear error as a message that may be stored": () => (
        equal(["internal", "busy", "too_long"].map(code => isUnclear({ code })), [true, false, false])),
    "ask the author once about a message that is a day old": () => {
        const at = Date.now() - DAY_MS - 1;
        equal([isOld({ at }), isOld({ at, asked: true }), isOld({ at: Date.now() })], [true, false, false]);
    },
    "keep the text of an edit whose message is gone": () => {
        const change = (type, text) => ({ change: { type, message: text } });
        equal([isLeftOver(change("edit", "a"), "not_found"), isLeftOver(change("delete"), "not_found"), isLeftOver(change("edit", "a"), "busy")],
            [true, false, false]);
        equal(isLeftOver(change("edit", ""), "not_found"), false);
    },
    "address the room, or the person if there is no room": () => {
        equal(requestOf({ room: 7, account: ben.id }, { cid: "c", text: "a", quote: { id: 3 } }),
            { type: "send", room: 7, cid: "c", message: "a", replyTo: 3 });
        equal(requestOf({ room: null, account: ben.id }, { cid: "c", text: "a" }).to, 2);
        equal(requestOf({ room: 7, account: ben.id }, { cid: "c", text: "", files: [file("a", { id: "11" })] }).files, ["11"]);
        equal(requestOf({ room: 7, account: ben.id }, { cid: "c", change: { type: "delete", id: 4 } }), { type: "delete", id: 4, room: 7, cid: "c" });
    },

    "store a message before it is sent": async () => {
        const { outbox: made, conversation, socket, records } = await outbox();
        made.send(conversation, "one");
        equal([socket.sent.length, conversation.pending.size], [0, 1]);
        await settled();
        equal([socket.sent.length, records.rows.size], [1, 1]);
    },
    "send one message at a time to a person, in the order of writing": async () => {
        const { outbox: made, conversation, socket } = await outbox();
        ["one", "two"].forEach(text => made.send(conversation, text));
        await settled();
        equal(socket.sent.map(({ message }) => message), ["one"]);
        made.handleAnswer({ type: "ack", cid: socket.sent[0].cid, room: 7, id: 1, seq: 1 });
        await settled();
        equal(socket.sent.map(({ message }) => message), ["one", "two"]);
    },
    "repeat after a reconnect under the same key": async () => {
        const { outbox: made, conversation, socket } = await outbox();
        made.send(conversation, "one");
        await settled();
        made.disconnected();
        made.connected();
        await settled();
        equal([socket.sent.length, socket.sent[0].cid === socket.sent[1].cid], [2, true]);
    },
    "send from memory if nothing can be stored": async () => {
        const records = new Records();
        records.broken = true;
        const { outbox: made, conversation, socket } = await outbox({ records });
        made.send(conversation, "one");
        await settled();
        equal([socket.sent.length, made.unsent.unstored], [1, 1]);
    },
    "forget a confirmed message, and resolve its promise": async () => {
        const { outbox: made, conversation, socket, records } = await outbox();
        const answered = made.send(conversation, "one");
        await settled();
        const ack = { type: "ack", cid: socket.sent[0].cid, room: 7, id: 1, seq: 1 };
        made.handleAnswer(ack);
        equal((await answered).id, 1);
        await settled();
        equal([records.rows.size, made.unsent.waiting], [0, 0]);
    },
    "find a message whose ack was lost in a page of history": async () => {
        const { outbox: made, conversation, socket, records } = await outbox();
        made.send(conversation, "one");
        await settled();
        made.handlePage({ room: 7, messages: [{ cid: socket.sent[0].cid, id: 1, seq: 1 }] });
        await settled();
        equal(records.rows.size, 0);
    },
    "continue with the next message after a rejected one": async () => {
        const { outbox: made, conversation, socket } = await outbox();
        const failures = [];
        made.addEventListener("failed", ({ detail }) => failures.push(detail.pending.text));
        ["one", "two"].forEach(text => made.send(conversation, text));
        await settled();
        made.handleError({ type: "error", code: "too_long", message: "", cid: socket.sent[0].cid });
        await settled();
        equal([failures, socket.sent.map(({ message }) => message), made.unsent.failed], [["one"], ["one", "two"], 1]);
    },
    "cancel unsent messages, but none that may have been sent": async () => {
        const { outbox: made, conversation, socket } = await outbox();
        made.send(conversation, "one").catch(() => {});
        made.send(conversation, "two").catch(() => {});
        await settled();
        const [one, two] = [...conversation.pending.values()];
        made.cancel(one);
        made.cancel(two);
        await settled();
        equal([socket.sent.length, [...conversation.pending.values()].map(({ text }) => text)], [1, ["one"]]);
    },
    "send nothing after a sign-out in another tab, until the server accepts the session": async () => {
        const { outbox: made, conversation, socket, tabs } = await outbox();
        tabs.dispatchEvent(new MessageEvent("message", { data: { type: "signed-out" } }));
        made.send(conversation, "one");
        await settled();
        equal(socket.sent.length, 0);
        made.connected();
        await settled();
        equal(socket.sent.length, 1);
    },
    "send stored messages before those that are written now": async () => {
        const records = new Records();
        records.rows.set("left", { cid: "left", person: ben, text: "before", at: Date.now(), tried: false });
        const { outbox: made, conversation, socket } = await outbox({ records });
        made.send(conversation, "now");
        await settled();
        equal(socket.sent.map(({ message }) => message), ["before"]);
        made.handleAnswer({ type: "ack", cid: "left", room: 7, id: 1, seq: 1 });
        await settled();
        equal(socket.sent.map(({ message }) => message), ["before", "now"]);
    },
    "write first to the person, and to the room after the ack": async () => {
        const { outbox: made, conversations, socket } = await outbox();
        const cleo = { id: 3, username: "cleo", displayName: "Cleo" };
        conversations.handlePerson({ account: cleo });
        const conversation = conversations.with(cleo.id);
        const rooms = [];
        conversations.addEventListener("room", ({ detail }) => rooms.push(detail));
        ["one", "two"].forEach(text => made.send(conversation, text));
        await settled();
        equal(conversations.presentKey("to 3"), "to 3");
        made.handleAnswer({ type: "ack", cid: socket.sent[0].cid, room: 9, id: 1, seq: 1 });
        await settled();
        equal(socket.sent.map(({ to, room, message }) => [to, room, message]), [[3, undefined, "one"], [undefined, 9, "two"]]);
        equal([rooms, conversations.presentKey("to 3")], [[{ account: 3, room: 9 }], 9]);
        conversations.handleRoom({ room: 9, kind: "DIRECT", members: [1, cleo], epoch: "e", seq: 2 });
        equal([conversations.with(3) === conversation, conversations.has({ account: 3, room: 9 }), rooms.length], [true, true, 1]);
    },
    "keep the texts for a room that the reader has left as failed, and drop its reactions": async () => {
        const rooms = [{ room: 8, kind: "PRIVATE", title: "Lunch", members: [], epoch: "e", seq: 3 }];
        const { outbox: made, conversations, records, socket } = await outbox({ rooms });
        const conversation = conversations.in(8);
        made.send(conversation, "first");
        made.send(conversation, "second");
        made.change(conversation, { type: "edit", id: 3, message: "edited" });
        made.change(conversation, { type: "react", id: 3, emoji: "👍", on: true });
        made.change(conversation, { type: "edit", id: 3, message: "" });
        await settled();
        conversations.handleGone({ room: 8 });
        made.leave(8, "no member");
        await settled();
        const texts = ["first", "second", "edited"];
        equal(made.forGoneRooms.map(({ text, change }) => text ?? change.message), texts);
        equal([...records.rows.values()].map(({ text, change, failed }) => [text ?? change.message, failed]), texts.map(text => [text, "no member"]));
        made.sendDue();
        await settled();
        equal(socket.sent.map(({ message }) => message), ["first"]);
        made.discard(made.forGoneRooms[0]);
        equal(made.forGoneRooms.length, 2);
        conversations.handleRoom(rooms[0]);
        equal([made.forGoneRooms.length, conversations.in(8) === conversation, conversation.pending.size], [0, true, 1]);
    },
    "follow the message that an unsent reply answers, and keep no text of it once it is deleted": async () => {
        const { outbox: made, conversations, conversation, records } = await outbox();
        const parent = message(1, { message: "secret" });
        made.send(conversation, "under way");
        made.send(conversation, "reply", quoteOf(parent));
        made.send(conversation, "rejected", quoteOf(parent));
        await settled();
        const [, , { cid }] = [...records.rows.values()];
        made.handleError({ type: "error", code: "too_long", message: "", cid });
        const stored = () => [...records.rows.values()].slice(1).map(({ quote, failed }) => [quote.message, quote.deletedAt, failed ?? null]);
        const [, reason] = stored().map(([, , failed]) => failed);
        equal(stored(), [["secret", undefined, null], ["secret", undefined, reason]]);
        const state = fields => ({ ...parent, ...fields });
        const change = (room, seq, fields) => conversations.handleChange({ type: "change", room, seq, id: 1, state: state(fields) });
        change(9, 5, { message: "of another room", changeSeq: 5 });
        change(7, 5, { message: "edited", changeSeq: 5 });
        await settled();
        equal(stored(), [["edited", undefined, null], ["edited", undefined, reason]]);
        made.handlePage({ room: 7, messages: [state({ message: "", changeSeq: 6, deletedAt: "now" })] });
        await settled();
        equal(stored(), [["", "now", null], ["", "now", reason]]);
        equal([...conversation.pending.values()].map(({ quote, state: is }) => [quote?.message, is]),
            [[undefined, "pending"], ["", "pending"], ["", "failed"]]);
        equal(made.unsent, { waiting: 2, failed: 1, unstored: 0 });
    },
    "keep replies to a room that the reader has left without what others wrote, failed ones too": async () => {
        const rooms = [{ room: 8, kind: "PRIVATE", title: "Lunch", members: [], epoch: "e", seq: 3 }];
        const { outbox: made, conversations, records, socket } = await outbox({ rooms });
        const parent = quoteOf(message(1, { message: "secret" }));
        ["first", "second"].forEach(text => made.send(conversations.in(8), text, parent));
        await settled();
        made.handleError({ type: "error", code: "too_long", message: "", cid: socket.sent[0].cid });
        await settled();
        const [{ failed: reason }] = records.rows.values();
        made.leave(8, "no member");
        await settled();
        equal([...records.rows.values()].map(({ text, quote, failed }) => [text, quote, failed]),
            [["first", undefined, reason], ["second", undefined, "no member"]]);
        equal(made.rooms, [8, 8]);
    },
    "drop files without a text for a room that the reader has left": async () => {
        const rooms = [{ room: 8, kind: "PRIVATE", title: "Lunch", members: [], epoch: "e", seq: 3 }];
        const { outbox: made, conversations, uploads } = await outbox({ rooms });
        const conversation = conversations.in(8);
        made.send(conversation, "", undefined, [file("a")]).catch(() => {});
        made.send(conversation, "with a text", undefined, [file("b")]).catch(() => {});
        await settled();
        conversations.handleGone({ room: 8 });
        made.leave(8, "no member");
        await settled();
        equal([made.forGoneRooms.map(({ text }) => text), uploads.calls.includes("forget a everywhere")], [["with a text"], true]);
    },
    "store the person of a conversation of two, and the room of one of several": async () => {
        const rooms = [{ room: 8, kind: "PRIVATE", title: "Lunch", members: [], epoch: "e", seq: 0 }];
        const { outbox: made, conversations, conversation, records } = await outbox({ rooms });
        [conversation, conversations.in(8)].forEach(each => made.send(each, "hello"));
        await settled();
        equal([...records.rows.values()].map(({ room, person }) => [room, person?.username]), [[undefined, "ben"], [8, undefined]]);
    },
    "send a stored message of a room of several, but not to a room of another history": async () => {
        const records = new Records();
        const record = (cid, room) => ({ cid, room, text: cid, epoch: "e", at: Date.now(), tried: false });
        [record("same", 8), record("another", 9), record("of two now", 7)].forEach(each => records.rows.set(each.cid, each));
        const { outbox: made, socket } = await outbox({ records, rooms: [
            { room: 8, kind: "PRIVATE", title: "Lunch", members: [], epoch: "e", seq: 0 },
            { room: 9, kind: "PRIVATE", title: "Tea", members: [], epoch: "f", seq: 0 },
        ] });
        await settled();
        equal(socket.sent.map(({ room, message }) => [room, message]), [[8, "same"]]);
        equal(made.unsent.failed, 2);
    },

    "send a message with its files when the server has all of them, and those behind it later": async () => {
        const { outbox: made, conversation, socket, records, uploads } = await outbox();
        made.send(conversation, "look", undefined, [file("a"), file("b")]);
        made.send(conversation, "behind");
        await settled();
        equal([socket.sent.length, uploads.calls[0]], [0, "start a,b"]);
        uploads.progress("b", { id: "22", sent: 4 });
        uploads.progress("a", { id: "11" });
        uploads.progress("a", { done: true });
        await settled();
        equal([socket.sent.length, [...conversation.pending.values()][0].files.map(({ sent, done }) => [sent, done])], [0, [[undefined, true], [4, undefined]]]);
        equal(records.rows.values().next().value.files.map(({ id }) => id), ["11", "22"]);
        uploads.progress("b", { done: true });
        await settled();
        equal(socket.sent.map(({ message, files }) => [message, files]), [["look", ["11", "22"]]]);
        made.handleAnswer({ type: "ack", cid: socket.sent[0].cid, room: 7, id: 1, seq: 1 });
        await settled();
        equal(socket.sent.map(({ message, files }) => [message, files]), [["look", ["11", "22"]], ["behind", undefined]]);
        equal(uploads.calls.at(-1), "forget a,b");
    },
    "send a message at once whose files were uploaded before": async () => {
        const { outbox: made, conversation, socket } = await outbox();
        made.send(conversation, "", undefined, [file("a", { id: "11", done: true })]);
        await settled();
        equal(socket.sent.map(({ message, files }) => [message, files]), [["", ["11"]]]);
    },
    "wait for the alternative text that was written after the upload": async () => {
        const { outbox: made, conversation, socket, uploads } = await outbox();
        made.send(conversation, "", undefined, [file("a", { id: "11", done: true, described: "", alt: "a cat" })]);
        await settled();
        equal([socket.sent.length, uploads.calls[0]], [0, "start a"]);
        uploads.progress("a", { done: true, described: "a cat" });
        await settled();
        equal(socket.sent.length, 1);
    },
    "keep the text of a message whose file was rejected, and repeat only that file": async () => {
        const { outbox: made, conversation, socket, uploads, records } = await outbox();
        made.send(conversation, "look", undefined, [file("a", { id: "11", done: true }), file("b")]).catch(() => {});
        made.send(conversation, "behind");
        await settled();
        uploads.progress("b", { error: "Too large." });
        await settled();
        const [pending] = conversation.pending.values();
        equal([pending.state, pending.text, socket.sent.map(({ message }) => message)], ["failed", "look", ["behind"]]);
        equal([...records.rows.values()][0].failed.includes("Too large."), true);
        uploads.progress("a", { sent: 10 });
        equal([pending.state, [...conversation.pending.values()][0].reason.includes("Too large.")], ["failed", true]);
        made.handleAnswer({ type: "ack", cid: socket.sent[0].cid, room: 7, id: 1, seq: 1 });
        made.retry(pending);
        await settled();
        equal(pending.files.map(({ error, done }) => [error, done]), [[undefined, true], [undefined, undefined]]);
        equal(uploads.calls.at(-1), "start a,b");
        uploads.progress("b", { id: "22", done: true });
        await settled();
        equal(socket.sent.map(({ message, files }) => [message, files]), [["behind", undefined], ["look", ["11", "22"]]]);
    },
    "send a message without the file that was rejected": async () => {
        const { outbox: made, conversation, socket, uploads } = await outbox();
        made.send(conversation, "look", undefined, [file("a", { id: "11", done: true }), file("b")]).catch(() => {});
        await settled();
        uploads.progress("b", { error: "Too large." });
        made.sendWithout([...conversation.pending.values()][0]);
        await settled();
        equal([socket.sent.map(({ files }) => files), uploads.calls.includes("forget b everywhere")], [[["11"]], true]);
    },
    "keep nothing of a cancelled message with files": async () => {
        const { outbox: made, conversation, records, uploads } = await outbox();
        made.send(conversation, "look", undefined, [file("a")]).catch(() => {});
        await settled();
        made.cancel([...conversation.pending.values()][0]);
        await settled();
        equal([records.rows.size, conversation.pending.size, uploads.calls.at(-1)], [0, 0, "forget a everywhere"]);
    },
    "upload the files again, once, if the server has them no longer": async () => {
        const { outbox: made, conversation, socket, uploads } = await outbox();
        made.send(conversation, "look", undefined, [file("a", { id: "11", done: true })]).catch(() => {});
        await settled();
        const unavailable = { type: "error", code: "file_unavailable", message: "", cid: socket.sent[0].cid };
        made.handleError(unavailable);
        await settled();
        equal([uploads.calls, socket.sent.length], [["start a"], 1]);
        uploads.progress("a", { id: "12", done: true });
        await settled();
        equal(socket.sent.map(({ files }) => files), [["11"], ["12"]]);
        made.handleError(unavailable);
        await settled();
        equal([...conversation.pending.values()][0].state, "failed");
    },
    "go on with the files of a message that was stored before": async () => {
        const records = new Records();
        records.rows.set("left", { cid: "left", person: ben, text: "before", files: [file("a", { id: "11" })], at: Date.now(), tried: false });
        const { socket, uploads } = await outbox({ records });
        await settled();
        equal([socket.sent.length, uploads.calls[0]], [0, "start a"]);
        uploads.progress("a", { done: true });
        await settled();
        equal(socket.sent.map(({ files }) => files), [["11"]]);
    },
};
