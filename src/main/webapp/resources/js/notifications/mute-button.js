/**
 * The button that mutes the open conversation, or lets it be heard again.
 * @module
 */
import { icon } from "../base/dom.js";
import { t } from "../base/i18n.js";

/** Shown where there is a conversation to mute. */
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

    /** @param {number|null} person whose conversation is on the screen, null for none */
    shows(person) {
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
            await mute(room, !muted);
            this.#roster.mute(room, !muted);
        } catch {
            this.#toasts.show({ tag: "mute", title: person.displayName, body: t("mute.failed") });
        }
    }
}

async function mute(room, muted) {
    const answer = await fetch(`/api/rooms/${room}/mute`, {
        method: "PUT", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ muted }),
    });
    if (!answer.ok) {
        throw new Error(`/api/rooms/${room}/mute answered ${answer.status}`);
    }
}
