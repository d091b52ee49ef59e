/**
 * The row of one person or room in the list: made from the template of person-row.xhtml, filled and updated.
 * @module
 */
import { avatar, avatarOf, showAvatar } from "../base/avatar.js";
import { animateOnce, fromTemplate, icon, make, rename } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { inFull, shortTime } from "../base/time-format.js";
import { addressOf, personOrRoom } from "../conversation/naming.js";
import { shownMentions } from "../conversation/roster-entry.js";
import { preview } from "../messages/preview.js";

/**
 * @param {import("../conversation/roster-entry.js").Entry} entry
 * @param {import("../conversation/people.js").People} people
 * @returns {HTMLLIElement} the row of an entry
 */
export function makeRow(entry, people) {
    const named = personOrRoom(entry, people);
    const row = fromTemplate("person-row-template");
    const link = row.firstElementChild;
    link.href = addressOf(entry, people);
    link.querySelector(".avatar").replaceWith(avatar(named, "m"));
    if (entry.account !== null) {
        link.dataset.accountId = entry.account;
        link.querySelector(".person__username").textContent = `@${named.username}`;
    } else {
        link.querySelector(".person__username").remove();
    }
    showRow(row, entry, people);
    return row;
}

/**
 * Reads a row that the server wrote into the page.
 *
 * @param {HTMLLIElement} row
 * @returns {object} its person, and the row as for `Roster.addRow`
 */
export function readRow(row) {
    const link = row.querySelector(".person");
    const { accountId, room, seq, readSeq, unread, mentions, notify } = link.dataset;
    const sentAt = link.querySelector(".person__time").getAttribute("datetime");
    const last = link.querySelector(".person__last");
    return {
        person: {
            id: Number(accountId),
            username: link.querySelector(".person__username").textContent.slice(1),
            displayName: link.querySelector(".person__name").textContent,
            avatar: avatarOf(link),
        },
        room: room ? Number(room) : null,
        seq: Number(seq) || 0,
        readSeq: Number(readSeq) || 0,
        unread: Number(unread) || 0,
        mentions: Number(mentions) || 0,
        notify: notify || "all",
        last: sentAt ? {
            id: Number(link.dataset.lastId),
            text: last.textContent,
            at: Date.parse(sentAt),
            mine: last.dataset.mine === "true",
            deleted: last.dataset.deleted === "true",
        } : null,
    };
}

/** Updates the row of an entry. */
export function showRow(row, entry, people) {
    const { room, seq, unread, mentions, notify, last } = entry;
    const person = personOrRoom(entry, people);
    const link = row.firstElementChild;
    link.classList.toggle("person--unread", unread > 0);
    Object.assign(link.dataset, { seq, unread, mentions, notify });
    if (room !== null) {
        link.dataset.room = room;
    }
    showAvatar(link.querySelector(".avatar"), person);
    link.querySelector(".person__name").textContent = person.displayName;
    const time = rename(link.querySelector(".person__time"), last === null ? "span" : "time"); // a `time` element needs an instant
    const line = link.querySelector(".person__last");
    if (last === null) {
        time.removeAttribute("datetime");
        time.replaceChildren();
        line.replaceChildren();
    } else {
        time.dateTime = new Date(last.at).toISOString();
        time.title = inFull(last.at);
        time.textContent = shortTime(last.at);
        const byReader = last.mine && last.event === undefined; // the sentence of an event names who did it
        line.replaceChildren(byReader ? `${t("people.you")} ` : "", make("bdi", {}, preview(last, people)));
    }
    showCount(link, "person__count", unread, unread > 999 ? "999+" : `${unread}`, t("people.unread"));
    showCount(link, "person__mentions", mentions, `@${shownMentions(mentions)}`, t("people.mentions"));
    showMuted(link, notify !== "all");
    showKind(link, entry);
}

/** Shows whether a room of several is public, private or archived. */
function showKind(link, { account, kind, archived }) {
    const sign = archived ? "archived" : kind === "PUBLIC" ? "public" : "private";
    const shown = link.querySelector(".person__kind");
    if (account === null && shown?.dataset.kind !== sign) {
        shown?.remove();
        link.querySelector(".person__name").before(make("span", { class: "person__kind", "data-kind": sign },
            icon(sign), make("span", { class: "visually-hidden" }, `${t(`room.${sign}`)} `)));
    }
}

function showMuted(link, muted) {
    const sign = link.querySelector(".person__muted");
    if (!muted) {
        sign?.remove();
    } else if (sign === null) {
        link.querySelector(".person__name").after(make("span", { class: "person__muted" },
            icon("bell-off"), make("span", { class: "visually-hidden" }, t("people.muted"))));
    }
}

function showCount(link, name, count, shown, words) {
    const badge = link.querySelector(`.${name}`);
    if (count === 0) {
        badge?.remove();
        return;
    }
    const raised = make("span", { class: name, "data-count": count }, shown, make("span", { class: "visually-hidden" }, ` ${words}`));
    if (badge === null) {
        link.append(raised);
    } else {
        badge.replaceWith(raised);
    }
    if (count > Number(badge?.dataset.count ?? 0)) {
        animateOnce(raised, "person__count--raised");
    }
}
