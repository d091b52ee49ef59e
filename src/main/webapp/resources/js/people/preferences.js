/**
 * What the one has chosen who is signed in: as the page said, then as `welcome` and `preferences` frames say.
 * @module
 */

/**
 * @typedef {object} Chosen
 * @property {"en"|"de"|"tr"|null} language null: the browser's
 * @property {"LIGHT"|"DARK"|null} theme null: the system's
 * @property {boolean} hidesPresence whether others do not see that one is there, nor one of them
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

    /** @param {{type: string, preferences?: Chosen}} frame any frame of the server */
    hear({ type, preferences }) {
        if ((type === "welcome" || type === "preferences") && preferences !== undefined) {
            this.#become(preferences);
        }
    }

    /**
     * Chooses otherwise, on all devices of the account.
     *
     * @param {Partial<Chosen>} changed
     * @throws {Error} where the server did not take it
     */
    async choose(changed) {
        const answer = await fetch("/api/me/preferences", {
            method: "PUT", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ ...this.#now, ...changed }),
        });
        if (!answer.ok) {
            throw new Error(`PUT /api/me/preferences: ${answer.status}`);
        }
        this.#become(await answer.json());
    }

    #become(chosen) {
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
