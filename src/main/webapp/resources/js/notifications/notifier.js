/**
 * Shows the notifications of new messages: a toast in a visible page, otherwise a desktop notification, with a sound. The server
 * decides which messages notify, and why. Each causes one notification, however many tabs are open. There is none for a message
 * that is on the screen or was read meanwhile.
 * @module
 */
import { t } from "../base/i18n.js";
import { cut } from "../base/text.js";
import { addressOf, personOrRoom } from "../conversation/naming.js";
import { notableIn } from "../conversation/roster-entry.js";
import { preview } from "../messages/preview.js";
import { dismiss, dismissThose, notify, onOpen } from "./desktop-notifications.js";
import { chime } from "./notification-sound.js";

const WAIT_MS = { visible: 250, hidden: 500 }; // time for a receipt from another device that shows the message
const ONE_BY_ONE = 3; // conversations with a notification each after a reconnect; more get one summary
const ALL = "all";

const LENGTH = 200; // code points of an excerpt
const RANKS = ["message", "reply", "mention"]; // the reasons of a notification, the most important one last

const isVisible = () => document.visibilityState === "visible";
const tagOf = ({ room }) => `room ${room}`;
const aboutOf = ({ room, epoch }) => `room ${room} ${epoch}`; // the epoch, since a restored room may use a seq again

/**
 * @typedef {object} News
 * @property {import("../conversation/roster-entry.js").Entry} entry the conversation
 * @property {number} count how many of its messages are new
 * @property {string} reason the most important one, as in `RANKS`
 * @property {import("../conversation/roster-entry.js").Last} last the newest message with that reason
 * @property {number} [since] sequence number that the page knew before they came without a connection
 * @property {boolean} [mentions] whether unread messages mention or answer the reader
 */

/** @typedef {{room: number, count: number, reason: string}} Missed what rings of a room by the server's policy, as in `welcome` */

/** Shows and withdraws notifications of new messages. */
export class Notifier {
    #roster;
    #people;
    #dedup;
    #toasts;
    #preferences;
    #open;
    #waiting = new Map(); // room → News
    #welcomed = false;
    #before = new Map(); // room → Entry as it was before the rooms of a `welcome` were applied

    /**
     * @param {object} parts
     * @param {import("../conversation/roster.js").Roster} parts.roster
     * @param {import("../conversation/people.js").People} parts.people
     * @param {import("./notification-dedup.js").NotificationDedup} parts.dedup
     * @param {import("./toasts.js").Toasts} parts.toasts
     * @param {{now: {doNotDisturb: boolean, mutedSound: boolean}}} parts.preferences
     * @param {() => import("../conversation/naming.js").Named|null} parts.open returns the open conversation
     * @param {(path: string) => void} parts.go opens a page of the board
     */
    constructor({ roster, people, dedup, toasts, preferences, open, go }) {
        this.#roster = roster;
        this.#people = people;
        this.#dedup = dedup;
        this.#toasts = toasts;
        this.#preferences = preferences;
        this.#open = open;
        onOpen(go);
        roster.addEventListener("change", ({ detail: { entry, kind, frame } }) => {
            if (kind === "message" && frame.notify !== undefined) {
                this.#newMessage(entry, frame.notify);
            } else if (entry.room !== null && notableIn(entry) === 0) {
                this.withdraw(entry.room); // read or muted, on this page or another device
            }
        });
    }

    /** Records what a page knows of the rooms of a `welcome` before they are applied. @param {{missed: Missed[]}} welcome */
    remember({ missed }) {
        this.#before = new Map(missed.map(({ room }) => [room, { seq: 0, ...this.#roster.byRoom(room) }]));
    }

    /**
     * Shows in one step the messages that arrived without a connection. Shows nothing that was unread before the page was
     * opened.
     */
    async handleWelcome({ missed }) {
        this.#dismissRead();
        const news = missed.map(each => this.#newsOf(each)).filter(({ entry, count, since }) => count > 0 && entry?.seq > since);
        if (!this.#welcomed) {
            this.#welcomed = true;
            return;
        }
        if (news.length > ONE_BY_ONE) {
            setTimeout(() => this.#showSummary(news), this.#waitMs());
            return;
        }
        try {
            if (news.some(({ mentions }) => mentions)) {
                const { findMentions } = await import("../notifications/missed-mentions.js"); // with the folder, as in rooms.js
                await findMentions(news);
            }
        } catch {
            // no connection any more: each is about the newest message
        }
        news.forEach(each => this.#showLater(each));
    }

    #newsOf({ room, count, reason }) {
        const entry = this.#roster.byRoom(room);
        const before = this.#before.get(room);
        const known = entry?.readSeq < before.seq ? notableIn(before) : 0; // else read meanwhile
        return {
            entry, count: count - known, reason: "message", last: entry?.last, since: before.seq, mentions: reason === "mention",
        };
    }

    /** Withdraws the notification of a deleted message. */
    handleChange({ kind, room }) {
        if (kind === "delete") {
            this.withdraw(room);
        }
    }

    /** Dismisses desktop notifications of messages that were read on another device. */
    #dismissRead() {
        const left = this.#roster.unreadRooms;
        const kept = new Set(["test", ...left.length > 0 ? [ALL] : [], ...left.map(tagOf)]);
        dismissThose(tag => !kept.has(tag));
    }

    /** Withdraws the notification of a room, if there is one. */
    withdraw(room) {
        this.#toasts.dismiss(tagOf({ room }));
        dismiss(tagOf({ room }));
        if (this.#roster.unread === 0) {
            this.#toasts.dismiss(ALL);
            dismiss(ALL);
        }
    }

    #newMessage(entry, reason) {
        if (!this.#isWorthIt(entry)) {
            return;
        }
        if (this.#isOnScreen(entry)) {
            this.#dedup.claim(aboutOf(entry), entry.seq); // claimed and not shown, so that the other tabs do not show it either
            return;
        }
        const waiting = this.#waiting.get(entry.room);
        if (waiting === undefined) {
            this.#showLater({ entry, count: 1, reason, last: entry.last });
            return;
        }
        waiting.count++;
        if (RANKS.indexOf(reason) >= RANKS.indexOf(waiting.reason)) {
            Object.assign(waiting, { reason, last: entry.last });
        }
    }

    #showLater(news) {
        this.#waiting.set(news.entry.room, news);
        setTimeout(() => this.#showNews(news), this.#waitMs());
    }

    #waitMs() {
        return WAIT_MS[isVisible() ? "visible" : "hidden"];
    }

    async #showNews(news) {
        const { entry, last } = news;
        this.#waiting.delete(entry.room);
        if (this.#isStillNews(entry) && await this.#isMine() && await this.#dedup.claim(aboutOf(entry), entry.seq)) {
            const person = personOrRoom(entry, this.#people);
            this.#show({
                tag: tagOf(entry), person, href: addressOf(entry, this.#people),
                title: this.#titleOf(news, person.displayName),
                body: cut(preview(last, this.#people), LENGTH),
                isNews: () => this.#isStillNews(entry),
            });
        }
    }

    #titleOf({ entry, count, reason, last }, title) {
        if (reason !== "message") {
            return t(`mentions.${reason}${entry.account === null ? "" : ".direct"}`, { name: this.#people.nameOf(last.sender), room: title });
        }
        return count === 1 ? title : t("notify.from", { count, name: title });
    }

    async #showSummary(news) {
        const left = news.filter(({ entry }) => this.#isStillNews(entry));
        const newest = Math.max(...left.map(({ entry }) => entry.last.at));
        if (left.length > 0 && await this.#isMine() && await this.#dedup.claim(ALL, newest)) {
            this.#show({
                tag: ALL, href: "/dashboard",
                title: t("notify.new", { count: left.reduce((sum, { count }) => sum + count, 0) }),
                body: t("notify.where", { count: left.length }),
                isNews: () => left.some(each => this.#isStillNews(each.entry)),
            });
        }
    }

    /** A hidden tab leaves the notification to a visible one. */
    async #isMine() {
        return isVisible() || !await this.#dedup.isAnyVisible();
    }

    async #show({ tag, person, href, title, body, isNews }) {
        const visible = isVisible();
        if (visible) {
            this.#toasts.show({ tag, person, href, title, body });
        }
        const silent = this.#preferences.now.mutedSound || await chime() === "played";
        if (!visible && isNews()) { // the message may have been read during the sound
            notify({ tag, title, body, silent, href });
        }
    }

    #isWorthIt(entry) {
        return !this.#preferences.now.doNotDisturb && entry.seq > entry.readSeq;
    }

    #isStillNews(entry) {
        return entry.unread > 0 && this.#isWorthIt(entry) && !this.#isOnScreen(entry);
    }

    #isOnScreen(entry) {
        const open = this.#open();
        return isVisible() && open !== null && this.#roster.of(open) === entry;
    }
}
