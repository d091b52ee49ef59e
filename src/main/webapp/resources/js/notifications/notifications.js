/**
 * All about what is new, for the board: title and picture of the tab, notes, notifications, muting, marking all as read.
 * @module
 */
import { NotificationDedup } from "./notification-dedup.js";
import { t } from "../base/i18n.js";
import { MuteButton } from "./mute-button.js";
import { Notifier } from "./notifier.js";
import { showUnread } from "../base/page-title.js";
import { showTest } from "./test-notification.js";
import { Toasts } from "./toasts.js";

const TEST_AFTER_MS = 2_000; // the page that asked for it shows it itself, if it hears of it

/** Puts the parts together; the board hands frames in by {@link hear} and {@link welcome}. */
export class Notifications {
    #toasts = new Toasts();
    #claims;
    #roster;
    #preferences;
    #notifier;
    #mute;
    #tabs;
    #counting = false;

    /**
     * @param {object} parts
     * @param {import("../conversation/roster.js").Roster} parts.roster
     * @param {{account: string}} parts.store of the account
     * @param {BroadcastChannel} parts.tabs of the account
     * @param {{now: {doNotDisturb: boolean, mutedSound: boolean}}} parts.preferences
     * @param {() => number|undefined} parts.openPerson id of whom the open conversation is with
     * @param {(path: string) => void} parts.go opens a page of the board
     */
    constructor({ roster, store, tabs, preferences, openPerson, go }) {
        this.#roster = roster;
        this.#preferences = preferences;
        this.#tabs = tabs;
        this.#claims = new NotificationDedup(store.account, tabs);
        this.#claims.join();
        this.#notifier = new Notifier({ roster, claims: this.#claims, toasts: this.#toasts, preferences, openPerson, go });
        this.#mute = new MuteButton(roster, this.#toasts);
        roster.addEventListener("change", () => this.#countSoon());
        this.#countSoon();
        document.querySelector("#mark-all").addEventListener("click", ({ currentTarget }) => this.#readAll(currentTarget));
        const bell = document.querySelector("#bell");
        const ring = () => {
            const { doNotDisturb } = preferences.now;
            bell.classList.toggle("bell--off", doNotDisturb);
            bell.title = bell.ariaLabel = t(doNotDisturb ? "bell.off" : "bell.on");
        };
        preferences.addEventListener("change", ring);
        ring();
    }

    /** Another conversation is on the screen. @param {number|null} person with whom, null for none */
    shows(person) {
        this.#mute.shows(person);
        const { room = null } = this.#roster.byId(person) ?? {};
        if (room !== null) {
            this.#notifier.withdraw(room); // it is on the screen now
        }
    }

    /** @see Notifier.welcome */
    welcome(frame, takeIn) {
        this.#notifier.welcome(frame, takeIn);
    }

    /** @param {{type: string, cid?: string, kind?: string, room?: number}} frame any frame of the server */
    hear({ type, cid, kind, room }) {
        if (type === "test") {
            setTimeout(() => this.#test(cid), TEST_AFTER_MS);
        } else if (type === "change" && kind === "delete") {
            this.#notifier.withdraw(room); // what nobody is to read any more is not shown either
        }
    }

    async #test(cid) {
        if (await this.#claims.take(`test ${cid}`, 1)) {
            this.#tabs.postMessage({ type: "tested", cid, ...await showTest(this.#preferences) });
        }
    }

    /** Many rooms are told at once: they are counted once. */
    #countSoon() {
        if (!this.#counting) {
            this.#counting = true;
            queueMicrotask(() => {
                this.#counting = false;
                showUnread(this.#roster.unread);
            });
        }
    }

    async #readAll(button) {
        const before = this.#roster.places();
        button.setAttribute("aria-busy", "true");
        try {
            const { rooms, messages } = await readAll();
            before.forEach(({ room, seq }) => this.#roster.read(room, seq)); // those too that the server does not tell this page
            this.#toasts.show({
                tag: "read-all", title: t("notify.readAll.title"),
                body: messages === 0 ? t("notify.readAll.none") : t("notify.readAll.done", {
                    messages: t("notify.messages", { count: messages }), where: t("notify.where", { count: rooms }),
                }),
            });
        } catch {
            this.#toasts.show({ tag: "read-all", title: t("notify.readAll.notAll"), body: t("notify.readAll.failed") });
        } finally {
            button.removeAttribute("aria-busy");
        }
    }
}

/** @returns {Promise<{rooms: number, messages: number}>} what was unread; rejected where the server did not do it */
async function readAll() {
    const answer = await fetch("/api/rooms/read", {
        method: "POST", headers: { "Content-Type": "application/json" }, body: "{}",
    });
    if (!answer.ok) {
        throw new Error(`/api/rooms/read answered ${answer.status}`);
    }
    return answer.json();
}
