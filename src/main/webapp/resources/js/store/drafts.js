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

/** @typedef {import("./conversation-key.js").ConversationKey} ConversationKey */

const NOTHING = Object.freeze({ text: "" });

/** Holds the drafts in memory, and stores them in the browser if possible. */
export class Drafts {
    #store;
    #presentKey;
    #drafts = new Map(); // key of the conversation → draft
    #changed = new Set();
    #writing = false;

    /**
     * @param {import("./local-store.js").LocalStore} store
     * @param {(key: ConversationKey) => ConversationKey} presentKey returns the room for a temporary key, if that is known
     */
    constructor(store, presentKey) {
        this.#store = store;
        this.#presentKey = presentKey;
        /** Resolves when {@link of} knows the stored drafts. */
        this.ready = this.#load();
        this.ready.then(() => { // before that, the stored drafts are unknown
            window.addEventListener("pagehide", () => this.#changed.size > 0 && this.#write());
        });
    }

    /** @returns {[ConversationKey, Draft][]} the drafts that are loaded */
    get all() {
        return [...this.#drafts];
    }

    /** @param {ConversationKey} key @returns {Draft} the draft of a conversation */
    of(key) {
        return { ...NOTHING, ...this.#drafts.get(key) };
    }

    /**
     * Changes parts of a conversation's draft.
     *
     * @param {ConversationKey} key
     * @param {Partial<Draft>} changed undefined removes a part
     */
    save(key, changed) {
        const former = this.of(key);
        if (Object.keys(changed).some(part => changed[part] !== former[part])) {
            this.#drafts.set(key, { ...this.#drafts.get(key), ...changed, at: Date.now() });
            this.#changed.add(key);
            this.#writeNext();
        }
    }

    /**
     * Moves the draft of a conversation that has got its room. Parts that were written under the room are newer and stay.
     *
     * @param {ConversationKey} from its temporary key
     * @param {ConversationKey} to its room
     */
    move(from, to) {
        const moved = this.#drafts.get(from);
        if (moved !== undefined) {
            this.#drafts.delete(from);
            this.#drafts.set(to, { ...moved, ...this.#drafts.get(to) });
            this.#changed.add(from).add(to); // one write deletes the one record and stores the other
            this.#writeNext();
        }
    }

    /** Stores all drafts again, since the browser has emptied its store. A newer draft of another tab stays. */
    async storeAgain() {
        await this.ready;
        try {
            await this.#store.write("drafts", async drafts => {
                for (const [key, { at = 0 }] of this.#drafts) {
                    const there = await drafts.get([this.#store.account, key]);
                    if (there === undefined || (there.at ?? 0) < at) {
                        await this.#put(drafts, key);
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
                const written = changed.map(key => this.#put(drafts, key));
                drafts.transaction.commit(); // otherwise the write would be lost if the person leaves the page
                return Promise.all(written);
            });
        } catch {
            // the store has reported the failure; the page still has the drafts
        }
    }

    #put(drafts, key) {
        const { account } = this.#store;
        const { text, reply, edit, at } = this.of(key);
        const empty = text === "" && reply === undefined && edit === undefined;
        return empty ? drafts.delete([account, key]) : drafts.put({ account, conversation: key, text, reply, edit, at });
    }

    async #load() {
        try {
            const stored = await this.#store.read("drafts", drafts => drafts.getAll(this.#store.own));
            for (const { conversation, text, reply, edit, at } of stored) { // drafts that were typed meanwhile are newer
                this.#drafts.set(conversation, { text, reply, edit, at, ...this.#drafts.get(conversation) });
            }
            for (const { conversation } of stored) {
                this.#settle(conversation);
            }
        } catch {
            // this browser stores nothing, so there are no drafts to load
        }
    }

    /** Moves a draft whose room has become known since it was stored. */
    #settle(key) {
        const present = this.#presentKey(key);
        if (present !== key) {
            this.move(key, present);
        }
    }
}
