/**
 * The button that mutes the open conversation, in which then only mentions and answers notify, or unmutes it.
 * @module
 */
import { icon } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { setNotifyLevel } from "../connection/room-requests.js";
import { personOrRoom } from "../conversation/naming.js";

/** The button, shown if there is a conversation to mute. */
export class MuteButton {
    #button = document.querySelector("#mute");
    #roster;
    #people;
    #toasts;
    #conversation = null;

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
        roster.addEventListener("change", ({ detail: { entry } }) => entry === this.#entry && this.#show());
    }

    /** @param {import("../conversation/naming.js").Named|null} conversation the conversation that is open now */
    opened(conversation) {
        this.#conversation = conversation;
        this.#show();
    }

    get #entry() {
        return this.#conversation === null ? undefined : this.#roster.of(this.#conversation);
    }

    #show() {
        const { room = null, notify = "all" } = this.#entry ?? {};
        const muted = notify !== "all";
        this.#button.hidden = room === null;
        this.#button.setAttribute("aria-pressed", String(muted));
        this.#button.title = t(muted ? "mute.on" : "mute.off");
        this.#button.replaceChildren(icon(muted ? "bell-off" : "bell"));
    }

    async #change() {
        const entry = this.#entry;
        const { room, notify } = entry;
        const level = notify === "all" ? "mentions" : "all";
        try {
            await setNotifyLevel(room, level);
            this.#roster.setNotifyLevel(room, level);
        } catch {
            this.#toasts.show({ tag: "mute", title: personOrRoom(entry, this.#people).displayName, body: t("mute.failed") });
        }
    }
}
