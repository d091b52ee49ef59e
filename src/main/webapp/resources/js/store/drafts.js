/**
 * The draft of each conversation: the unsent text of the composer, and the message that it replies to or edits.
 * @module
 */

/**
 * @typedef {object} Draft
 * @property {string} text of a new message
 * @property {Subject} [reply] the message that it replies to
 * @property {{message: Subject, text: string}} [edit] the message that is being edited, and its new text
 * @property {number} [at] time of the last change, in ms since 1970 by the device's clock
 */

/**
 * @typedef {import("../conversation/room-history.js").Quote & {epoch: string|null}} Subject `epoch`: the room's epoch when
 *     the message was chosen
 */

const NOTHING = Object.freeze({ text: "" });

/** Holds the drafts in memory, and stores them in the browser if possible. */
export class Drafts {
    #store;
    #drafts = new Map(); // account id of the other person → draft
    #changed = new Set();
    #writing = false;

    /** @param {import("./local-store.js").LocalStore} store */
    constructor(store) {
        this.#store = store;
        /** Resolves when {@link of} knows the stored drafts. */
        this.ready = this.#load();
        this.ready.then(() => { // before that, the stored drafts are unknown
            window.addEventListener("pagehide", () => this.#changed.size > 0 && this.#write());
        });
    }

    /** @returns {Draft} the draft of the conversation with a person */
    of(person) {
        return { ...NOTHING, ...this.#drafts.get(person) };
    }

    /**
     * Changes parts of a person's draft.
     *
     * @param {Partial<Draft>} changed undefined removes a part
     */
    save(person, changed) {
        const former = this.of(person);
        if (Object.keys(changed).some(part => changed[part] !== former[part])) {
            this.#drafts.set(person, { ...this.#drafts.get(person), ...changed, at: Date.now() });
            this.#changed.add(person);
            this.#writeNext();
        }
    }

    /** Stores all drafts again, since the browser has emptied its store. A newer draft of another tab stays. */
    async storeAgain() {
        await this.ready;
        try {
            await this.#store.write("drafts", async drafts => {
                for (const [person, { at = 0 }] of this.#drafts) {
                    const there = await drafts.get([this.#store.account, person]);
                    if (there === undefined || (there.at ?? 0) < at) {
                        await this.#put(drafts, person);
                    }
                }
            });
        } catch {
            // the store has reported the failure; the page still has the drafts
        }
    }

    /**
     * Writes one draft at a time; changes during a write go into the next one. There is no delay, since the person may leave
     * the page at any moment.
     */
    async #writeNext() {
        if (!this.#writing && this.#changed.size > 0) {
            this.#writing = true;
            await this.ready;
            await this.#write();
            this.#writing = false;
            this.#writeNext();
        }
    }

    async #write() {
        const changed = [...this.#changed];
        this.#changed.clear();
        try {
            await this.#store.write("drafts", drafts => {
                const written = changed.map(person => this.#put(drafts, person));
                drafts.transaction.commit(); // otherwise the write would be lost if the person leaves the page
                return Promise.all(written);
            });
        } catch {
            // the store has reported the failure; the page still has the drafts
        }
    }

    #put(drafts, person) {
        const { account } = this.#store;
        const { text, reply, edit, at } = this.of(person);
        const empty = text === "" && reply === undefined && edit === undefined;
        return empty ? drafts.delete([account, person]) : drafts.put({ account, person, text, reply, edit, at });
    }

    async #load() {
        try {
            const stored = await this.#store.read("drafts", drafts => drafts.getAll(this.#store.own));
            for (const { person, text, reply, edit, at } of stored) { // drafts that were typed meanwhile are newer
                this.#drafts.set(person, { text, reply, edit, at, ...this.#drafts.get(person) });
            }
        } catch {
            // this browser stores nothing, so there are no drafts to load
        }
    }
}
