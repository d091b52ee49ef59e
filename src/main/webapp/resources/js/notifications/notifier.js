/**
 * Who is told of which message, and how: a note in the page that is looked at, else one of the desktop; with a sound. One a message,
 * however many tabs are open; none for what is on the screen, was read meanwhile, is muted, or comes while one is not to be disturbed.
 * @module
 */
import { chime } from "./notification-sound.js";
import { dismiss, dismissThose, notify, onOpen } from "./desktop-notifications.js";
import { t } from "../base/i18n.js";
import { plainText } from "../messages/markdown.js";
import { cut } from "../base/text.js";

const WAIT_MS = { visible: 250, hidden: 500 }; // whoever has it on the screen says so first, on another device too
const SUMMARIES = 3; // conversations that are told of one by one after the connection was gone
const ALL = "all";

const LENGTH = 200; // of an excerpt, in code points

const excerpt = ({ text, deleted = false }) => (deleted ? t("message.deleted") : cut(plainText(text), LENGTH));
const isVisible = () => document.visibilityState === "visible";
const tagOf = ({ room }) => `room ${room}`;
const aboutOf = ({ room, epoch }) => `room ${room} ${epoch}`; // a restored room numbers its messages anew

/**
 * @typedef {object} News
 * @property {import("../conversation/roster.js").Entry} entry the conversation
 * @property {number} count its messages to be told of
 * @property {number} [timer]
 */

/** Tells of new messages. */
export class Notifier {
    #roster;
    #claims;
    #toasts;
    #preferences;
    #openPerson;
    #waiting = new Map(); // room → News
    #welcomed = false;

    /**
     * @param {object} parts
     * @param {import("../conversation/roster.js").Roster} parts.roster
     * @param {import("./notification-dedup.js").NotificationDedup} parts.claims
     * @param {import("./toasts.js").Toasts} parts.toasts
     * @param {{now: {doNotDisturb: boolean, mutedSound: boolean}}} parts.preferences
     * @param {() => number|undefined} parts.openPerson id of whom the open conversation is with
     * @param {(path: string) => void} parts.go opens a page of the board
     */
    constructor({ roster, claims, toasts, preferences, openPerson, go }) {
        this.#roster = roster;
        this.#claims = claims;
        this.#toasts = toasts;
        this.#preferences = preferences;
        this.#openPerson = openPerson;
        onOpen(go);
        roster.addEventListener("change", ({ detail: { entry, kind } }) => {
            if (kind === "said" && !entry.last.mine) {
                this.#said(entry);
            } else if (entry.room !== null && (entry.unread === 0 || entry.muted)) {
                this.withdraw(entry.room); // it was read, here or elsewhere
            }
        });
    }

    /**
     * Takes in a `welcome`, and tells in one go of what came while there was no connection; nothing of what was there before the
     * page was opened.
     *
     * @param {{rooms: {room: number}[]}} welcome
     * @param {() => void} takeIn has the roster learn it
     */
    welcome({ rooms }, takeIn) {
        const before = new Map(rooms.map(({ room }) => [room, this.#roster.byRoom(room)?.unread ?? 0]));
        takeIn();
        this.#forgetRead();
        const news = [...before].map(([room, unread]) => ({ entry: this.#roster.byRoom(room), unread }))
            .filter(({ entry, unread }) => entry !== undefined && entry.unread > unread && this.#isWorthIt(entry))
            .map(({ entry, unread }) => ({ entry, count: entry.unread - unread }));
        if (!this.#welcomed || news.length === 0) {
            this.#welcomed = true;
        } else if (news.length <= SUMMARIES) {
            news.forEach(each => this.#later(each));
        } else {
            setTimeout(() => this.#tellOfMany(news), this.#waitMs());
        }
    }

    /** What the desktop shows since earlier may have been read meanwhile, elsewhere. */
    #forgetRead() {
        const left = this.#roster.places();
        const kept = new Set(["test", ...left.length > 0 ? [ALL] : [], ...left.map(tagOf)]);
        dismissThose(tag => !kept.has(tag));
    }

    /** Takes back what was told of a room. */
    withdraw(room) {
        this.#toasts.dismiss(tagOf({ room }));
        dismiss(tagOf({ room }));
        if (this.#roster.unread === 0) {
            this.#toasts.dismiss(ALL);
            dismiss(ALL);
        }
    }

    #said(entry) {
        if (!this.#isWorthIt(entry)) {
            return;
        }
        if (this.#isOnScreen(entry)) {
            this.#claims.take(aboutOf(entry), entry.seq); // and says nothing; neither do the other tabs
            return;
        }
        const waiting = this.#waiting.get(entry.room);
        if (waiting === undefined) {
            this.#later({ entry, count: 1 });
        } else {
            waiting.count++;
        }
    }

    #later(news) {
        this.#waiting.set(news.entry.room, news);
        setTimeout(() => this.#tell(news), this.#waitMs());
    }

    #waitMs() {
        return WAIT_MS[isVisible() ? "visible" : "hidden"];
    }

    async #tell(news) {
        const { entry, count } = news;
        this.#waiting.delete(entry.room);
        if (this.#isStillNews(entry) && await this.#isMine() && await this.#claims.take(aboutOf(entry), entry.seq)) {
            const { person } = entry;
            this.#show({
                tag: tagOf(entry), person, href: `/chat/${encodeURIComponent(person.username)}`,
                title: count === 1 ? person.displayName : t("notify.from", { count, name: person.displayName }),
                body: excerpt(entry.last),
                isNews: () => this.#isStillNews(entry),
            });
        }
    }

    async #tellOfMany(news) {
        const left = news.filter(({ entry }) => this.#isStillNews(entry));
        const newest = Math.max(...left.map(({ entry }) => entry.last.at));
        if (left.length > 0 && await this.#isMine() && await this.#claims.take(ALL, newest)) {
            this.#show({
                tag: ALL, href: "/dashboard",
                title: t("notify.new", { count: left.reduce((sum, { count }) => sum + count, 0) }),
                body: t("notify.where", { count: left.length }),
                isNews: () => left.some(each => this.#isStillNews(each.entry)),
            });
        }
    }

    /** A tab that nobody looks at leaves it to one that is looked at. */
    async #isMine() {
        return isVisible() || !await this.#claims.isLookedAt();
    }

    async #show({ tag, person, href, title, body, isNews }) {
        const visible = isVisible();
        if (visible) {
            this.#toasts.show({ tag, person, href, title, body });
        }
        const silent = this.#preferences.now.mutedSound || await chime() === "played";
        if (!visible && isNews()) { // it may have been read during the sound
            notify({ tag, title, body, silent, href });
        }
    }

    #isWorthIt(entry) {
        return !entry.muted && !this.#preferences.now.doNotDisturb && entry.seq > entry.readSeq;
    }

    #isStillNews(entry) {
        return entry.unread > 0 && this.#isWorthIt(entry) && !this.#isOnScreen(entry);
    }

    #isOnScreen(entry) {
        return isVisible() && this.#openPerson() === entry.person.id;
    }
}
