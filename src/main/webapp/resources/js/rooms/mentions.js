/**
 * Mentions in the composer: asks before all members of a room are notified, and loads the suggestions when the first `@` is typed.
 * @module
 */
import { askToConfirm } from "../base/confirm-dialog.js";
import { t } from "../base/i18n.js";
import { mayMentionAll } from "../conversation/roster-entry.js";
import { mentionsAll } from "../messages/mentions.js";

/** The mentions of a board. */
export class Mentions {
    #parts;
    #field = document.querySelector("#text");
    #typed = () => this.#suggest();

    /** @param {object} parts of the board: those of `MentionSuggestions` */
    constructor(parts) {
        this.#parts = parts;
        this.#field.addEventListener("input", this.#typed);
    }

    /**
     * Asks whether a text that notifies all members of the open room is to be sent.
     *
     * @param {string} text of a new message
     * @returns {Promise<boolean>} whether it is to be sent
     */
    async confirm(text) {
        const { roster, open } = this.#parts;
        const { account, title, memberCount, role } = roster.of(open()) ?? {};
        const reaches = account === null && mayMentionAll({ memberCount, role }) ? memberCount - 1 : 0;
        return reaches === 0 || !mentionsAll(text) || askToConfirm(t("mention.all.ask", { count: reaches }),
            t("mention.all.words", { title }), t("mention.all.no"), t("mention.all.yes"), "");
    }

    async #suggest() {
        if (this.#parts.open()?.account !== null || !this.#field.value.includes("@")) {
            return;
        }
        this.#field.removeEventListener("input", this.#typed);
        try {
            const { MentionSuggestions } = await import("../rooms/mention-suggestions.js"); // with the folder, as in rooms.js
            new MentionSuggestions(this.#parts).typed();
        } catch {
            this.#field.addEventListener("input", this.#typed); // no connection: the next change of the text tries again
        }
    }
}
