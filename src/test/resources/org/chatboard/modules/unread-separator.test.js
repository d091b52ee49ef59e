import { FirstUnread } from "/modules/messages/first-unread.js";
import { arrange, arrangeAround, detach } from "/modules/messages/message-layout.js";
import { UnreadSeparator } from "/modules/messages/unread-separator.js";
import { equal } from "./expect.js";

const YESTERDAY = "2026-03-02T12:00:00.000Z";
const TODAY = "2026-03-03T12:00:00.000Z";

function item(seq, sentAt, kind = "message") {
    const made = document.createElement("li");
    made.className = kind;
    Object.assign(made.dataset, { seq, id: seq, sentAt, senderId: 2 });
    return made;
}

function listOf(...items) {
    const list = document.createElement("ol");
    document.body.append(list);
    list.append(...items);
    items.forEach(each => arrange(each));
    return list;
}

/** @returns {string} the elements of a list: D for a day, U for the separator "new", numbers for messages */
const order = list => [...list.children]
    .map(each => ({ day: "D", "unread-separator": "U" }[each.classList[0]] ?? each.dataset.seq)).join(" ");

function placed(list, after) {
    const separator = new UnreadSeparator(list);
    separator.begin(after);
    separator.place(0);
    return separator;
}

export default {
    "stand below the line of the day that begins with the first unread message": () => {
        const list = listOf(item(1, YESTERDAY), item(2, TODAY), item(3, TODAY));
        placed(list, 1);
        equal(order(list), "D 1 D U 2 3");
    },
    "stand below the line of the first day": () => {
        const list = listOf(item(1, TODAY), item(2, TODAY));
        placed(list, 0);
        equal(order(list), "D U 1 2");
    },
    "stand before the first unread message, also behind an event of the same day": () => {
        const list = listOf(item(1, YESTERDAY), item(2, TODAY, "event"), item(3, TODAY));
        placed(list, 1);
        equal(order(list), "D 1 D 2 U 3");
    },
    "stay below the line of the day when the days are named anew and messages are added above and below": () => {
        const list = listOf(item(5, TODAY), item(6, TODAY));
        placed(list, 4);
        [...list.children].forEach(each => arrange(each));
        equal(order(list), "D U 5 6");
        const older = [item(3, YESTERDAY), item(4, YESTERDAY)];
        list.prepend(...older);
        [...older, list.querySelector("[data-seq='5']")].forEach(each => arrange(each));
        equal(order(list), "D 3 4 D U 5 6");
        const newer = item(7, TODAY);
        list.append(newer);
        arrangeAround(newer);
        equal(order(list), "D 3 4 D U 5 6 7");
    },
    "leave the line of the day in place when they move on, or their message goes": () => {
        const list = listOf(item(1, YESTERDAY), item(2, TODAY), item(3, TODAY));
        const separator = placed(list, 1);
        separator.begin(2);
        separator.place(0);
        equal(order(list), "D 1 D 2 U 3");
        separator.begin(1);
        separator.place(0);
        detach(list.querySelector("[data-seq='2']"));
        arrange(list.querySelector("[data-seq='3']"));
        equal(order(list), "D 1 D U 3");
    },
    "stay where the reader has marked what follows as unread": () => {
        const list = listOf(item(1, TODAY), item(2, TODAY));
        const position = { seen: 2, begin: () => {}, look: () => {}, follow: () => {}, jumpToEnd: () => {} };
        const unread = new FirstUnread(list, list, position, () => true);
        const conversation = { messages: [{ seq: 1 }, { seq: 2 }], more: false, last: 2 };
        unread.begin(conversation, { readSeq: 2, unread: false, seq: 2 });
        unread.divide(1);
        equal(order(list), "D 1 U 2");
        unread.expect({ seq: 3 }, false);
        equal(order(list), "D 1 U 2");
    },
};
