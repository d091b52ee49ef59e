/**
 * Shows presence and typing: a dot on the avatars of the rows and of the conversation's header, with text for screen
 * readers. Subscribes to the presence of the people on the screen.
 * @module
 */
import { clock } from "../base/clock.js";
import { make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { seenAgo } from "../base/time-format.js";
import { typingSentence } from "./typing-sentence.js";

const MINUTE = 60_000;
const ANNOUNCE_TYPING_EVERY_MS = 60_000; // a person who pauses and continues is not announced each time

const words = {
    online: () => t("presence.online"),
    away: () => t("presence.away"),
    offline: lastSeen => (lastSeen === null ? t("presence.offline") : t("presence.lastSeen", { ago: seenAgo(lastSeen) })),
    unknown: () => "",
};

/** @param {import("./presence.js").PersonPresence} presence @returns {string} the presence in words; empty if it is not known */
export const presenceText = ({ state, lastSeen }) => words[state]?.(lastSeen) ?? "";

/** The presence and typing indicators of the board. */
export class PresenceView {
    #presence;
    #typing;
    #people;
    #open = null; // the conversation on the screen
    #visible = new Map(); // row → account id
    #list = document.querySelector("#people-scroll");
    #head = document.querySelector("#conversation .conversation__head");
    #line = document.querySelector("#conversation-presence");
    #typingLine = document.querySelector("#typing");
    #announcedAt = -Infinity;

    /**
     * @param {import("./presence.js").Presence} presence
     * @param {import("./typing.js").Typing} typing
     * @param {import("../conversation/people.js").People} people
     */
    constructor(presence, typing, people) {
        this.#people = people;
        this.#presence = presence;
        this.#typing = typing;
        this.#presence.addEventListener("change", ({ detail: { id } }) => this.#show(id));
        this.#typing.addEventListener("change", ({ detail: { room } }) => this.#showTyping(room));
        const seen = new IntersectionObserver(entries => this.#saw(entries), { root: null });
        for (const list of this.#list.querySelectorAll("ol")) {
            const observeNew = () => [...list.children].forEach(row => seen.observe(row)); // observing a row twice has no effect
            new MutationObserver(observeNew).observe(list, { childList: true });
            observeNew();
        }
        setInterval(() => this.#showAll(), MINUTE); // "5 minutes ago" becomes "6 minutes ago"
        clock.addEventListener("day", () => this.#showAll());
    }

    /**
     * Shows the presence and typing state of another conversation.
     *
     * @param {import("../conversation/conversation.js").Conversation|null} conversation
     */
    opened(conversation) {
        this.#typing.stopped();
        this.#open = conversation;
        this.#announcedAt = -Infinity;
        this.#typingLine.textContent = "";
        this.#showHead();
        this.#showTyping(conversation?.room ?? null);
        this.#watch();
    }

    /** Reports typing after a change of the draft. @param {string} text the present draft of the open conversation */
    wrote(text) {
        this.#typing.wrote(this.#open?.room ?? null, text);
    }

    /** Stops reporting typing, since the draft was sent. */
    sent() {
        this.#typing.sent();
    }

    #saw(entries) {
        for (const { target, isIntersecting } of entries) {
            const id = Number(target.firstElementChild.dataset.accountId); // NaN for a room of several
            if (isIntersecting && id > 0) {
                this.#visible.set(target, id);
                this.#show(id);
            } else {
                this.#visible.delete(target);
            }
        }
        this.#watch();
    }

    #watch() {
        const visible = [...this.#visible].filter(([row]) => row.isConnected).map(([, id]) => id);
        const { account = null } = this.#open ?? {};
        this.#presence.watch("board", account === null ? visible : [account, ...visible]);
    }

    #showAll() {
        this.#visible.forEach(id => this.#show(id));
        this.#showHead();
    }

    #show(id) {
        const row = this.#list.querySelector(`.person[data-account-id="${id}"]`);
        if (row !== null) {
            const { state, lastSeen } = this.#presence.of(id);
            row.querySelector(".avatar").dataset.presence = state;
            const sentence = presenceText({ state, lastSeen });
            let place = row.querySelector(".person__presence");
            if (place === null) {
                place = make("span", { class: "person__presence visually-hidden" });
                row.querySelector(".person__names").append(place);
            }
            place.textContent = sentence === "" ? "" : ` ${sentence}`;
        }
        if (id === this.#open?.account) {
            this.#showHead();
        }
    }

    #showHead() {
        if (this.#open?.account === null) {
            return; // a room of several has no presence
        }
        const { state, lastSeen } = this.#presence.of(this.#open?.account);
        const avatar = this.#head.querySelector(".avatar");
        if (avatar !== null) {
            avatar.dataset.presence = state;
        }
        const sentence = presenceText({ state, lastSeen });
        if (this.#line.textContent !== sentence) {
            this.#line.textContent = sentence;
        }
    }

    #showTyping(room) {
        if (room === null) {
            return;
        }
        const typists = this.#typing.in(room);
        const types = typists.length > 0;
        if (room === this.#open?.room) {
            this.#showTypingLine(typingSentence(typists, this.#people));
        }
        const row = this.#list.querySelector(`.person[data-room="${room}"]`);
        const shown = row?.querySelector(".person__typing") ?? null;
        if (types && row !== null && shown === null) {
            row.append(make("span", { class: "person__typing" }, t("typing.short")));
        } else if (!types) {
            shown?.remove();
        }
    }

    #showTypingLine(sentence) {
        if (this.#typingLine.textContent === sentence) {
            return;
        }
        const now = performance.now();
        const again = now - this.#announcedAt < ANNOUNCE_TYPING_EVERY_MS;
        this.#typingLine.setAttribute("aria-live", again ? "off" : "polite");
        this.#announcedAt = sentence === "" || again ? this.#announcedAt : now;
        this.#typingLine.textContent = sentence;
    }
}
