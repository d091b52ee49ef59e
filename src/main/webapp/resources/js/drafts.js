/**
 * What stands in the composer and has not been sent, for each conversation.
 * @module
 */

/** Remembers drafts: in this page always, and in the browser where it keeps anything. */
export class Drafts {
    #store;
    #texts = new Map(); // by the person's id
    #changed = new Set();
    #writing = false;

    /** @param {import("./local-store.js").LocalStore} store */
    constructor(store) {
        this.#store = store;
        /** Settles once {@link of} knows what the browser has kept. */
        this.ready = this.#load();
        window.addEventListener("pagehide", () => this.#changed.size > 0 && this.#write());
    }

    /** @returns {string} what was being written to a person, empty where nothing was */
    of(person) {
        return this.#texts.get(person) ?? "";
    }

    /** Remembers what is being written to a person. */
    keep(person, text) {
        if (text !== this.of(person)) {
            this.#texts.set(person, text);
            this.#changed.add(person);
            this.#writeNext();
        }
    }

    /** One write at a time, with what was typed meanwhile in the next. No timer: a page may be left at any moment. */
    async #writeNext() {
        if (!this.#writing && this.#changed.size > 0) {
            this.#writing = true;
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
            // the store has said so; the page still has them
        }
    }

    #put(drafts, person) {
        const { account } = this.#store;
        const text = this.of(person);
        return text === "" ? drafts.delete([account, person]) : drafts.put({ account, person, text });
    }

    async #load() {
        try {
            const stored = await this.#store.read("drafts", drafts => drafts.getAll(this.#store.own));
            stored.filter(({ person }) => !this.#texts.has(person))
                .forEach(({ person, text }) => this.#texts.set(person, text));
        } catch {
            // none are kept in this browser
        }
    }
}
