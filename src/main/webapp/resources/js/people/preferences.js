/**
 * The preferences of the signed-in account: from the page at first, then from `welcome` and `preferences` frames.
 * @module
 */
import { savePreferences } from "../connection/account-requests.js";

/**
 * @typedef {object} Chosen
 * @property {"en"|"de"|"tr"|null} language null for the browser's language
 * @property {"LIGHT"|"DARK"|null} theme null for the system's theme
 * @property {boolean} hidesPresence others do not see this person's presence, and this person does not see theirs
 * @property {boolean} hidesTyping
 * @property {boolean} hidesReceipts
 * @property {boolean} doNotDisturb
 * @property {boolean} mutedSound
 */

/** Dispatches `change` with `{former, now}`, both {@link Chosen}. */
class Preferences extends EventTarget {
    #now = Object.freeze(JSON.parse(document.body.dataset.preferences || "{}"));

    /** @returns {Chosen} the preferences; only {@link choose} changes them */
    get now() {
        return this.#now;
    }

    /** Applies the preferences of a frame. @param {{preferences?: Chosen}} frame `welcome` or `preferences` */
    handle({ preferences }) {
        if (preferences !== undefined) {
            this.#replace(preferences);
        }
    }

    /**
     * Changes preferences on all devices of the account.
     *
     * @param {Partial<Chosen>} changed the changed ones
     * @throws {Error} if the server has not stored them
     */
    async choose(changed) {
        this.#replace(await savePreferences({ ...this.#now, ...changed }));
    }

    #replace(chosen) {
        const former = this.#now;
        if (JSON.stringify(former) !== JSON.stringify(chosen)) {
            this.#now = Object.freeze(chosen);
            document.body.dataset.preferences = JSON.stringify(chosen);
            document.documentElement.dataset.theme = chosen.theme?.toLowerCase() ?? "";
            this.dispatchEvent(new CustomEvent("change", { detail: { former, now: this.#now } }));
        }
    }
}

/** The only preferences of the page. */
export const preferences = new Preferences();
