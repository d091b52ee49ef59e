/**
 * The button that mutes the open conversation, or unmutes it.
 * @module
 */
import { icon } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { muteRoom } from "../connection/rest.js";

/** The button, shown if there is a conversation to mute. */
export class MuteButton {
    #button = document.querySelector("#mute");
    #roster;
    #people;
    #toasts;
    #account = null;

    /**
     * @param {import("../conversation/roster.js").Roster} roster
     * @param {import("../conversation/people.js").People} people
     * @param {import("./toasts.js").Toasts} toasts
     */
    constructor(roster, people, toasts) {
        this.#roster = roster;
        this.#people = people;
        this.#toasts = toasts;
        this.#button.addEventListener("click", () => this.#change());
        roster.addEventListener("change", ({ detail: { entry } }) => entry.account === this.#account && this.#show());
    }

    /** Shows the state of the open conversation. @param {number|null} account account id of the other person, null for none */
    opened(account) {
        this.#account = account;
        this.#show();
    }

    #show() {
        const { room = null, muted = false } = this.#roster.byId(this.#account) ?? {};
        this.#button.hidden = room === null;
        this.#button.setAttribute("aria-pressed", String(muted));
        this.#button.title = t(muted ? "mute.on" : "mute.off");
        this.#button.replaceChildren(icon(muted ? "bell-off" : "bell"));
    }

    async #change() {
        const { room, muted, account } = this.#roster.byId(this.#account);
        try {
            await muteRoom(room, !muted);
            this.#roster.setMuted(room, !muted);
        } catch {
            this.#toasts.show({ tag: "mute", title: this.#people.nameOf({ id: account }), body: t("mute.failed") });
        }
    }
}
