/**
 * The draft of each conversation: what stands in the composer and has not been sent, and which message it replies to or edits.
 * @module
 */

/**
 * @typedef {object} Draft
 * @property {string} text of a new message
 * @property {Subject} [reply] the message that it answers
 * @property {{message: Subject, text: string}} [edit] a message that is being changed, and its new text
 * @property {number} [at] when it was changed last, in ms since 1970 by the device's clock
 */

/** @typedef {import("../conversation/room-history.js").Quote & {epoch: string|null}} Subject `epoch`: of the room when it was chosen */

const NOTHING = Object.freeze({ text: "" });

/** Holds drafts in this page always, and in the browser's store where there is one. */
export class Drafts {
    #store;
    #drafts = new Map(); // by the person's id
    #changed = new Set();
    #writing = false;

    /** @param {import("./local-store.js").LocalStore} store */
    constructor(store) {
        this.#store = store;
        /** Settles once {@link of} knows the stored drafts. */
        this.ready = this.#load();
        this.ready.then(() => { // before, the stored drafts are not here
            window.addEventListener("pagehide", () => this.#changed.size > 0 && this.#write());
        });
    }

    /** @returns {Draft} of the conversation with a person */
    of(person) {
        return { ...NOTHING, ...this.#drafts.get(person) };
    }

    /** Changes parts of a person's draft. @param {Partial<Draft>} changed undefined takes a part away */
    save(person, changed) {
        const former = this.of(person);
        if (Object.keys(changed).some(part => changed[part] !== former[part])) {
            this.#drafts.set(person, { ...this.#drafts.get(person), ...changed, at: Date.now() });
            this.#changed.add(person);
            this.#writeNext();
        }
    }

    /** Writes all of them again: the browser has emptied its store. A newer draft that another tab has written stays. */
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
            // the store has reported it; the page still has them
        }
    }

    /** One write at a time, with what was typed meanwhile in the next. No timer: a page may be left at any moment. */
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
                drafts.transaction.commit(); // or a page that is being left would take them with it
                return Promise.all(written);
            });
        } catch {
            // the store has reported it; the page still has them
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
            for (const { person, text, reply, edit, at } of stored) { // what was written meanwhile is newer
                this.#drafts.set(person, { text, reply, edit, at, ...this.#drafts.get(person) });
            }
        } catch {
            // this browser stores none
        }
    }
}
