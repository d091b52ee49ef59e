/**
 * Mentions in the composer: asks before all members of a room are notified, and loads the suggestions when the first `@` is typed.
 * @module
 */
import { announce } from "../base/announcement.js";
import { askToConfirm } from "../base/confirm-dialog.js";
import { t } from "../base/i18n.js";
import { mayMentionAll } from "../conversation/roster-entry.js";
import { mentionsAll } from "../messages/mentions.js";

const load = () => import("../rooms/mention-suggestions.js"); // with the folder, as in rooms.js

/** The mentions of a board. */
export class Mentions {
    #parts;
    #field = document.querySelector("#text");
    #typed = () => this.#suggest();
    #largest = 0; // members of a room in which not owners alone mention all
    #asked = null; // room of the message that is about to notify all

    /** @param {object} parts of the board: those of `MentionSuggestions` */
    constructor(parts) {
        this.#parts = { ...parts, mayMentionAll: () => this.#mayMentionAll };
        parts.conversations.addEventListener("message", ({ detail: { frame } }) => this.#sent(frame));
        this.#field.addEventListener("input", this.#typed);
    }

    /**
     * Asks whether a text that notifies all members of the open room is to be sent.
     *
     * @param {string} text of a new message
     * @returns {Promise<boolean>} whether it is to be sent
     */
    async confirm(text) {
        const { title, room } = this.#parts.open();
        if (!this.#mayMentionAll || !mentionsAll(text)) {
            return true;
        }
        const answered = askToConfirm(t("mention.all.ask.everyone"),
            t("mention.all.words", { title }), t("mention.all.no"), t("mention.all.yes"), "");
        const question = document.querySelector("#dialog-title");
        load().then(({ sayHowMany }) => sayHowMany(room, question)).catch(() => {}); // no connection: the question names no number
        const confirmed = await answered;
        this.#asked = confirmed ? room : null;
        return confirmed;
    }

    /** @param {{limits?: {allMembers?: number}}} welcome says who may mention all */
    handleWelcome({ limits }) {
        this.#largest = limits?.allMembers ?? 0;
    }

    get #mayMentionAll() {
        const { roster, open } = this.#parts;
        return mayMentionAll(roster.of(open()) ?? {}, this.#largest);
    }

    /** Says so if the server has taken the `@all` of a message for text. */
    #sent({ room, sender, message, mentionsAll: all = false }) {
        if (room === this.#asked && sender?.id === this.#parts.people.self && mentionsAll(message)) {
            this.#asked = null;
            if (!all) {
                announce(t("mention.all.nobody"));
            }
        }
    }

    async #suggest() {
        if (this.#parts.open()?.account !== null || !this.#field.value.includes("@")) {
            return;
        }
        this.#field.removeEventListener("input", this.#typed);
        try {
            const { MentionSuggestions } = await load();
            new MentionSuggestions(this.#parts).typed();
        } catch {
            this.#field.addEventListener("input", this.#typed); // no connection: the next change of the text tries again
        }
    }
}
