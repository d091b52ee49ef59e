/**
 * What stands in the composer and has not been sent, for each conversation.
 * @module
 */
import { debounced } from "./dom.js";

const WRITE_AFTER_MS = 400;

/** Remembers drafts: in this page always, and in the browser where it keeps anything. */
export class Drafts {
    #store;
    #texts = new Map(); // by the person's id
    #changed = new Set();

    /** @param {import("./local-store.js").LocalStore} store */
    constructor(store) {
        this.#store = store;
        this.ready = this.#load();
        this.writeSoon = debounced(() => this.flush(), WRITE_AFTER_MS);
        window.addEventListener("pagehide", () => this.flush());
        document.addEventListener("visibilitychange", () => this.flush());
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
            this.writeSoon();
        }
    }

    /** Writes at once what has changed. */
    flush() {
        const changed = [...this.#changed];
        this.#changed.clear();
        if (changed.length > 0) {
            this.#store.write("drafts", drafts => Promise.all(changed.map(person => this.#write(drafts, person))))
                .catch(() => {}); // the store has said so; the page still has them
        }
    }

    #write(drafts, person) {
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
