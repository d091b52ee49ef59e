/**
 * The preferences of the account that is signed in: as the page says at first, then as `welcome` and `preferences` frames say.
 * @module
 */
import { savePreferences } from "../connection/rest.js";

/**
 * @typedef {object} Chosen
 * @property {"en"|"de"|"tr"|null} language null: the browser's
 * @property {"LIGHT"|"DARK"|null} theme null: the system's
 * @property {boolean} hidesPresence others do not see whether this person is online, nor this person whether they are
 * @property {boolean} hidesTyping
 * @property {boolean} hidesReceipts
 * @property {boolean} doNotDisturb
 * @property {boolean} mutedSound
 */

/** Dispatches `change` with `{former, now}`, both {@link Chosen}. */
class Preferences extends EventTarget {
    #now = Object.freeze(JSON.parse(document.body.dataset.preferences || "{}"));

    /** @returns {Chosen} of which nothing is changed but by {@link choose} */
    get now() {
        return this.#now;
    }

    /** @param {{preferences?: Chosen}} frame `welcome` or `preferences` */
    handle({ preferences }) {
        if (preferences !== undefined) {
            this.#replace(preferences);
        }
    }

    /**
     * Changes some of them, on all devices of the account.
     *
     * @param {Partial<Chosen>} changed
     * @throws {Error} where the server did not store them
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

/** The page's one. */
export const preferences = new Preferences();
