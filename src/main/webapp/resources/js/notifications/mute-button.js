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
    #toasts;
    #person = null;

    /**
     * @param {import("../conversation/roster.js").Roster} roster
     * @param {import("./toasts.js").Toasts} toasts
     */
    constructor(roster, toasts) {
        this.#roster = roster;
        this.#toasts = toasts;
        this.#button.addEventListener("click", () => this.#change());
        roster.addEventListener("change", ({ detail: { entry } }) => entry.person.id === this.#person && this.#show());
    }

    /** Shows the state of the open conversation. @param {number|null} person account id of the other person, null for none */
    opened(person) {
        this.#person = person;
        this.#show();
    }

    #show() {
        const { room = null, muted = false } = this.#roster.byId(this.#person) ?? {};
        this.#button.hidden = room === null;
        this.#button.setAttribute("aria-pressed", String(muted));
        this.#button.title = t(muted ? "mute.on" : "mute.off");
        this.#button.replaceChildren(icon(muted ? "bell-off" : "bell"));
    }

    async #change() {
        const { room, muted, person } = this.#roster.byId(this.#person);
        try {
            await muteRoom(room, !muted);
            this.#roster.setMuted(room, !muted);
        } catch {
            this.#toasts.show({ tag: "mute", title: person.displayName, body: t("mute.failed") });
        }
    }
}
