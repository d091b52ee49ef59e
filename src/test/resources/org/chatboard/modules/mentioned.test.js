import { Conversations } from "/modules/conversation/conversations.js";
import { People } from "/modules/conversation/people.js";
import { ReceiptSender } from "/modules/conversation/receipt-sender.js";
import { Roster } from "/modules/conversation/roster.js";
import {
    applyMessage, applyRead, applyReceipt, applyRoom, mayMentionAll, newEntry, shownMentions,
} from "/modules/conversation/roster-entry.js";
import { showMarkdown } from "/modules/messages/markdown-view.js";
import { mentionedIn, mentionParts, mentionsAll } from "/modules/messages/mentions.js";
import { addressOf } from "/modules/pages/message-row.js";
import { begunMention, KnownMembers, matching, recentMembers } from "/modules/rooms/mention-search.js";
import { MentionSuggestions } from "/modules/rooms/mention-suggestions.js";
import { equal, fakeSocket, message, until } from "./expect.js";

const anna = { id: 1, username: "anna", displayName: "Anna" }; // the reader
const ben = { id: 2, username: "ben", displayName: "Ben <b>Okafor</b>" };
const cleo = { id: 3, username: "cleo.martin", displayName: "Cleo Martin" };
const dora = { id: 4, username: "dora", displayName: "Дора Линдквист" };
const lunch = { room: 7, kind: "PRIVATE", title: "Lunch", members: [], memberCount: 3, role: "MEMBER", epoch: "e", seq: 4, readSeq: 4 };

function peopleWith(...known) {
    const people = new People(anna);
    known.forEach(person => people.set(person));
    return people;
}

function roomOf(fields) {
    const entry = newEntry(null);
    applyRoom(entry, { ...lunch, ...fields }, anna.id);
    return entry;
}

/** @returns {string[]} the texts that are shown as mentions */
const found = (text, ...names) => mentionParts(text, name => (names.includes(name) ? {} : undefined))
    .filter(part => typeof part !== "string").map(part => part.text);

/** @returns {HTMLElement} a message as it is shown to the reader */
function shown(text, fields, people = peopleWith(ben, cleo)) {
    const element = document.createElement("div");
    showMarkdown(element, text, mentionedIn(fields, people));
    return element;
}

/** The suggestions of a composer in room 7, where nobody is known but those whose messages `type` gets. */
function suggestions() {
    const field = document.createElement("textarea");
    const form = document.createElement("form");
    form.id = "composer";
    field.id = "text";
    form.append(field);
    document.body.append(form);
    let messages = [];
    const offers = new MentionSuggestions({
        composer: new EventTarget(), conversations: new EventTarget(), people: peopleWith(ben), mayMentionAll: () => true,
        open: () => ({ account: null, room: 7, messages }),
    });
    return {
        field, asked: [], end: () => form.remove(),
        type: (text, shown) => {
            field.value = text;
            messages = shown;
            offers.typed();
        },
    };
}

const chips = element => [...element.querySelectorAll(".mention")].map(each => each.textContent);

export default {
    "find mentions by the longest name, with what may follow it": () => {
        equal(found("@ben @Ben, @BEN. (@ben) @ben_ @ben-", "ben"), ["@ben", "@Ben", "@BEN", "@ben", "@ben", "@ben"]);
        equal(found("@cleo.martin. and @cleo", "cleo", "cleo.martin"), ["@cleo.martin", "@cleo"]);
        equal(found("@benjamin @ben-jamin @benß", "ben"), []);
        equal(found("请@ben看", "ben"), ["@ben"]);
    },
    "find no mention within a word, an address or another mention": () => {
        equal(found("a@ben 1@ben _@ben .@ben /@ben @@ben é@ben", "ben"), []);
    },
    "leave the text of a message as it is": () => {
        for (const text of ["@ben", "x @ben y", "", "@", "@ben@ben", "no one"]) {
            equal(mentionParts(text, () => ({})).map(part => part.text ?? part).join(""), text);
        }
    },
    "show whom the server names, the reader by a mark of their own, and no name as HTML": () => {
        const element = shown("@ben and @Anna, not @cleo.martin", { mentions: [2, 1] });
        equal(chips(element), ["@ben", "@Anna"]);
        equal([...element.querySelectorAll(".mention--self")].map(each => each.textContent), ["@Anna"]);
        equal([element.querySelector(".mention").title, element.querySelector("b")], ["Ben <b>Okafor</b>", null]);
        equal(element.textContent, "@ben and @Anna, not @cleo.martin");
        equal(chips(shown("@ben", {})), []);
    },
    "show @all only where the server says so": () => {
        equal(chips(shown("@all @All", { mentionsAll: true })), ["@all", "@All"]);
        equal(chips(shown("@all", { mentions: [2] })), []);
    },
    "show no mention in code, quotes and links": () => {
        const text = "`@ben` [@ben](https://example.org/) https://example.org/@ben\n> @ben\n\n```\n@ben\n```\n- **@ben**";
        const element = shown(text, { mentions: [2] });
        equal([chips(element), element.querySelector(".mention").parentElement.localName], [["@ben"], "strong"]);
    },
    "show a mention of somebody whom this page does not know yet": () => {
        const element = shown("@dora @ben", { mentions: [4] });
        equal([chips(element), element.querySelector(".mention").title], [["@dora"], ""]);
    },
    "ask before all are mentioned, but not in code, quotes and links": () => {
        equal(["@all", "Hello @All!", "- *@all*"].map(mentionsAll), [true, true, true]);
        equal(["all", "@allan", "`@all`", "> @all", "[@all](https://example.org/)", "a@all"].map(mentionsAll), Array(6).fill(false));
    },
    "let a plain member mention all in a room up to the limit, and only owners in a larger one": () => {
        const may = (memberCount, role, account = null) => mayMentionAll({ account, memberCount, role }, 20);
        equal([may(19, "MEMBER"), may(20, "MEMBER"), may(21, "MEMBER"), may(21, "OWNER")], [true, true, false, true]);
        equal([may(1, "OWNER"), may(2, "MEMBER", 5), mayMentionAll({}, 20)], [false, false, false]);
    },
    "find the mention that is begun at the cursor": () => {
        equal(begunMention("Hello @be"), { start: 6, query: "be" });
        equal([begunMention("@"), begunMention("(@Дор")], [{ start: 0, query: "" }, { start: 1, query: "Дор" }]);
        equal(["@cleo.m", "@O'B", "@Jean-L", "@نیم\u200cف"].map(text => begunMention(text)?.query), ["cleo.m", "O'B", "Jean-L", "نیم\u200cف"]);
        equal(["", "a@be", "@ben ", "@@", "ben", "`@ben`", "`@ben`?", "@ben,", "@ben.", "(@ben)"].map(begunMention), Array(10).fill(null));
    },
    "know those who wrote last, without those who have left since": () => {
        const from = (seq, sender, event) => message(seq, { sender, ...(event === undefined ? {} : { event }) });
        const messages = [
            from(1, dora), from(2, ben), from(3, cleo), from(4, ben, { kind: "removed", subject: dora }), from(5, cleo, { kind: "left" }),
            from(6, ben, { kind: "added", subject: cleo }),
        ];
        equal(recentMembers(messages).map(({ id }) => id), [3, 2]);
        equal(recentMembers(messages.slice(0, 5)).map(({ id }) => id), [2]);
    },
    "find members by the beginning of any word, in any script": () => {
        const all = [{ ...ben, displayName: "Ben Okafor" }, cleo, dora, cleo];
        const ids = (query, most = 9) => matching(all, query, most).map(({ id }) => id);
        equal([ids(""), ids("", 2), ids("okaf"), ids("MART"), ids("лин"), ids("xy"), ids("cleo.m")],
            [[2, 3, 4], [2, 3], [2], [3], [4], [], [3]]);
    },
    "offer nobody whom a whole answer of the server leaves out, also for a longer query": () => {
        const known = new KnownMembers();
        const offered = query => matching(known.with([ben, cleo]), query, 9).map(({ id }) => id);
        equal([offered(""), offered("b")], [[2, 3], [2]]);
        known.answer("b", [], false, [ben, cleo]); // others may match
        equal(offered("b"), [2]);
        known.answer("b", [], true, [ben, cleo]);
        equal([offered(""), offered("b"), offered("be"), known.areAnswered("c")], [[3], [], [], false]);
        known.answer("", [cleo, dora], true, [ben, cleo]);
        equal([offered(""), known.areAnswered("c"), known.areAnswered("")], [[3, 4], true, false]);
        known.answer("д", [], true, []); // was disabled after the first answer
        equal(offered(""), [3]);
        known.answer("b", [ben], true, [ben]);
        equal(offered(""), [2, 3]);
    },
    "find members among 2,000 in several scripts within 50 ms of a keystroke": () => {
        const first = ["Anna", "Müşerref", "Дмитрий", "Ἀλέξανδρος", "王小明", "أحمد", "יעל", "さくら", "Zoë", "Ngọc"];
        const last = ["Straße", "İnönü", "Лебедева", "Παπαδόπουλος", "王", "المصري", "כהן", "山本", "O’Neill", "Nguyễn"];
        const many = Array.from({ length: 2000 }, (_, n) => (
            { id: n + 1, username: `person.${n}`, displayName: `${first[n % 10]} ${last[Math.floor(n / 10) % 10]} ${n}` }));
        const recent = many.slice(-300).reverse();
        const typed = ["лебедева", "person.19", "nguye"].flatMap(name => [...name].map((_, at) => name.slice(0, at + 1)));
        const taken = typed.slice(0, 20).map(query => {
            const begun = performance.now();
            const found = matching([...recent, ...many], query, 7);
            equal(found.length, 7);
            return performance.now() - begun;
        }).sort((one, other) => one - other);
        equal(taken[10] < 50, true);
    },
    "ask the server at once while nobody is offered yet, and otherwise after a pause": async () => {
        const { field, type, asked, end } = suggestions();
        const { fetch } = globalThis;
        const full = Array.from({ length: 20 }, (_, n) => ({ account: { id: n + 9, username: `p${n}`, displayName: `P ${n}` } }));
        globalThis.fetch = address => {
            asked.push(address);
            return Promise.resolve(Response.json({ members: full, mentionable: 20 }));
        };
        try {
            type("@", []);
            equal(asked, ["/api/rooms/7/members?sort=recent&limit=20"]);
            type("@b", [message(1, { sender: ben })]);
            equal([asked.length, field.getAttribute("aria-controls")], [1, "mention-suggestions"]);
            await until(() => asked.length === 2);
        } finally {
            globalThis.fetch = fetch;
            end();
        }
    },
    "show no more mentions than the server counts of a room": () => {
        equal([0, 49, 50, 51, 10_000].map(shownMentions), [0, 49, "50+", "50+", "50+"]);
    },
    "count mentions, mentions of all and answers, once each, until they are read": () => {
        const entry = roomOf();
        const apply = (seq, fields) => applyMessage(entry, message(seq, fields), anna.id);
        apply(5, { mentions: [3] });
        equal([entry.unread, entry.mentions], [1, 0]);
        apply(6, { mentions: [1, 3] });
        apply(7, { mentionsAll: true });
        apply(8, { mentions: [1], quote: { id: 1, seq: 1, sender: anna, message: "" } });
        apply(9, { quote: { id: 1, seq: 1, sender: anna, message: "" } });
        apply(10, { sender: anna, mentionsAll: true });
        equal([entry.unread, entry.mentions], [5, 4]);
        applyReceipt(entry, { account: 1, receivedSeq: 7, readSeq: 7, unread: 2, mentions: 2 }, anna.id);
        equal([entry.unread, entry.mentions], [2, 2]);
        applyRead(entry, 10);
        equal([entry.unread, entry.mentions], [0, 0]);
    },
    "go back to what is marked as unread, and tell the page": () => {
        const roster = new Roster(new People(anna));
        const conversations = new Conversations(fakeSocket(), roster, new People(anna));
        const marked = [];
        conversations.addEventListener("marked", ({ detail: { entry } }) => marked.push([entry.room, entry.readSeq, entry.unread]));
        conversations.handleRoom(lunch);
        conversations.handleReceipt({ room: 7, account: 1, receivedSeq: 4, readSeq: 2, unread: 2, mentions: 1, marked: true });
        equal([marked, roster.mentions], [[[7, 2, 2]], 1]);
        conversations.handleReceipt({ room: 7, account: 1, receivedSeq: 4, readSeq: 4, unread: 0, mentions: 0 });
        conversations.handleWelcome({ rooms: [{ ...lunch, readSeq: 1, unread: 3 }] }); // marked on another device meanwhile
        equal([marked.length, marked[1], roster.byRoom(7).unread], [2, [7, 1, 3], 3]);
        conversations.handleWelcome({ rooms: [{ ...lunch, epoch: "restored", readSeq: 0 }] });
        equal(marked.length, 2);
    },
    "read again what was marked as unread, but not after a reconnect": () => {
        const socket = fakeSocket();
        const receipts = new ReceiptSender(socket);
        receipts.read(7, 4);
        receipts.markedUnread(7, 2);
        receipts.handleWelcome({ rooms: [{ room: 7, readSeq: 2, receivedSeq: 4 }] });
        equal(socket.sent.length, 1);
        receipts.read(7, 3);
        equal(socket.sent.map(({ seq }) => seq), [4, 3]);
    },
    "lead from a row to its message": () => {
        document.body.dataset.accountId = anna.id;
        const of = (kind, sender = ben) => addressOf({ room: { room: 7, kind }, message: message(5, { sender }) });
        equal([of("PRIVATE"), of("DIRECT"), of("DIRECT", anna)], ["/room/7#message-5", "/chat/ben#message-5", "/room/7#message-5"]);
    },
};
