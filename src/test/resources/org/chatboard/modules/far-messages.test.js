import { Conversation } from "/modules/conversation/conversation.js";
import { equal, message } from "./expect.js";

const SELF = 1;
const NEWEST = 5_000;
const range = (from, to) => Array.from({ length: to - from + 1 }, (_, at) => message(from + at));

/** A conversation with its newest page, and what it asks the server for. */
function opened() {
    const asked = [];
    const conversation = new Conversation({ account: 2, room: 7 }, ({ type, room, ...range }) => asked.push(range), SELF);
    conversation.epoch = "e";
    conversation.load();
    conversation.page({ messages: range(NEWEST - 49, NEWEST), to: NEWEST, more: true });
    asked.length = 0;
    return { conversation, asked, seqs: () => conversation.messages.map(({ seq }) => seq) };
}

/** The same, and the messages around the hundredth are shown. */
function around() {
    const all = opened();
    equal(all.conversation.loadBackTo(100), true);
    equal(all.asked, [{ before: 125, limit: 50 }]);
    all.conversation.page({ messages: range(75, 124), to: 124, more: true });
    all.asked.length = 0;
    return all;
}

export default {
    "show a message that is far up with those around it": () => {
        const { conversation, seqs } = around();
        equal([seqs()[0], seqs().at(-1), conversation.newer, conversation.more], [75, 124, true, true]);
        equal(conversation.loadBackTo(100), false);
    },
    "load what is between if a message is near": () => {
        const { conversation, asked } = opened();
        conversation.loadBackTo(NEWEST - 449);
        equal(asked, [{ before: NEWEST - 49, limit: 200 }]);
        conversation.page({ messages: range(NEWEST - 249, NEWEST - 50), to: NEWEST - 50, more: true });
        equal([conversation.newer, asked.length], [false, 2]);
    },
    "show changes of what is on the screen, and no new message behind a gap": () => {
        const { conversation, seqs } = around();
        conversation.receive(message(NEWEST + 1));
        conversation.receive({ seq: NEWEST + 2, state: message(100, { message: "edited", changeSeq: NEWEST + 2 }) });
        equal([seqs().at(-1), conversation.shown(100).message, conversation.last], [124, "edited", 124]);
    },
    "reach the newest messages by scrolling down, without a gap": () => {
        const { conversation, asked, seqs } = around();
        conversation.loadNewer();
        equal(asked, [{ after: 124, limit: 200 }]);
        conversation.receive(message(NEWEST + 1));
        conversation.page({ messages: range(125, 324), to: 324, more: true });
        equal([seqs().at(-1), conversation.newer, asked.length], [324, true, 1]);
        conversation.loadNewer();
        conversation.receive(message(NEWEST + 2));
        conversation.page({ messages: range(325, NEWEST + 1), to: NEWEST + 1, more: false });
        equal([seqs().at(-1), conversation.newer], [NEWEST + 2, false]);
        conversation.receive(message(NEWEST + 3));
        equal([seqs().at(-1), seqs().length], [NEWEST + 3, NEWEST + 3 - 74]);
    },
    "return to the newest messages at once": () => {
        const { conversation, asked, seqs } = around();
        conversation.loadNewest();
        equal([asked, conversation.loaded], [[{ limit: 50 }], false]);
        conversation.page({ messages: range(NEWEST - 49, NEWEST), to: NEWEST, more: true });
        equal([seqs().at(-1), conversation.newer], [NEWEST, false]);
        conversation.loadNewest();
        equal(asked.length, 1);
    },
    "read what is on the screen again after a reconnect": () => {
        const { conversation, asked, seqs } = around();
        equal(conversation.resumePoint(), null);
        conversation.catchUp(NEWEST + 5);
        equal(asked, [{ after: 74, limit: 200 }]);
        const messages = range(75, 274).map(each => (each.seq === 100 ? { ...each, deletedAt: "2026-01-02T00:00:00Z", changeSeq: NEWEST + 5 } : each));
        conversation.page({ messages, to: 274, more: true });
        equal([conversation.shown(100).deletedAt !== undefined, seqs().length, conversation.newer], [true, 200, true]);
    },
    "read all that is on the screen again, page by page": () => {
        const { conversation, asked } = around();
        conversation.loadNewer();
        conversation.page({ messages: range(125, 324), to: 324, more: true });
        asked.length = 0;
        conversation.resumePoint();
        conversation.catchUp(NEWEST + 5);
        conversation.page({ messages: range(75, 274), to: 274, more: true });
        equal(asked, [{ after: 74, limit: 200 }, { after: 274, limit: 200 }]);
        const deleted = message(300, { deletedAt: "2026-01-02T00:00:00Z", changeSeq: NEWEST + 5 });
        conversation.page({ messages: [deleted, ...range(301, 474)], to: 474, more: true });
        equal([conversation.shown(300).deletedAt !== undefined, conversation.newer, asked.length], [true, true, 2]);
    },
    "look once for a number that no message has": () => {
        const { conversation, asked } = opened();
        conversation.loadBackTo(100);
        conversation.page({ messages: range(11, 60), to: 124, more: true }); // 61 to 124 are changes
        equal([conversation.loadBackTo(100), asked.length], [false, 1]);
        equal([conversation.loadBackTo(NEWEST + 99), asked.length], [true, 2]);
        conversation.page({ messages: range(NEWEST - 49, NEWEST), to: NEWEST, more: true });
        equal([conversation.loadBackTo(NEWEST + 99), asked.length], [false, 2]);
        equal(conversation.loadBackTo(100), true);
    },
    "do not take the end of a replay for the end of what is shown": () => {
        const { conversation, seqs } = opened();
        equal(conversation.resumePoint().since, NEWEST);
        conversation.loadBackTo(100);
        conversation.page({ messages: range(75, 124), to: 124, more: true });
        conversation.receive(message(NEWEST + 1));
        conversation.synced({ to: NEWEST + 1 });
        equal([conversation.last, seqs().at(-1)], [124, 124]);
    },
};
