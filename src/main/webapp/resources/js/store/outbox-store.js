/**
 * The stored records of messages and changes that are not confirmed yet.
 * @module
 */

/**
 * @typedef {object} OutboxRecord
 * @property {number} [n] its position in the order of writing, over all tabs
 * @property {string} account who wrote it, as {@link LocalStore} names it
 * @property {string} cid
 * @property {import("../conversation/roster-entry.js").Person} person whom to
 * @property {string} [text]
 * @property {import("../conversation/room-history.js").Quote} [quote] of the message that it answers
 * @property {import("../conversation/message-state.js").Change} [change] of a message, instead of a text
 * @property {string|null} [epoch] of the room as it was then, null where that was not known
 * @property {number} at when it was written, in ms since 1970 by the device's clock
 * @property {boolean} tried it may have reached the server
 * @property {boolean} [asked] it is old, and its author wants it to be sent all the same
 * @property {string} [failed] why the server refused it, in words
 * @property {boolean} [anew] the text of an edit whose message is gone: is sent as a new message if its author wants it to be
 */

/** The outbox of one account. All methods reject where the browser stores nothing. */
export class OutboxStore {
    #store;

    /** @param {import("./local-store.js").LocalStore} store */
    constructor(store) {
        this.#store = store;
    }

    /** @returns {Promise<OutboxRecord[]>} in the order of writing */
    all() {
        return this.#store.read("outbox", outbox => outbox.index("account").getAll(this.#store.account));
    }

    /**
     * @param {Omit<OutboxRecord, "n"|"account">} record
     * @returns {Promise<OutboxRecord>} once it is stored
     */
    async add(record) {
        const whole = { account: this.#store.account, ...record };
        const n = await this.#store.write("outbox", outbox => {
            const written = outbox.put(whole);
            outbox.transaction.commit(); // a page that is left at once does not take it with it
            return written;
        });
        return { ...whole, n };
    }

    /**
     * Puts back what the browser has removed; what another tab has put back already stays as that wrote it.
     *
     * @param {Omit<OutboxRecord, "n"|"account">[]} records in the order of writing
     */
    restore(records) {
        return this.#store.write("outbox", async outbox => {
            for (const record of records) {
                if (await this.#find(outbox, record.cid) === undefined) {
                    await outbox.put({ account: this.#store.account, ...record });
                }
            }
        });
    }

    /**
     * Changes one.
     *
     * @param {string} cid
     * @param {Partial<OutboxRecord>} fields
     * @param {(record: OutboxRecord) => boolean} [fits] looks at it first, in the same transaction
     * @returns {Promise<boolean>} false where it is gone or does not fit
     */
    change(cid, fields, fits = () => true) {
        return this.#store.write("outbox", async outbox => {
            const record = await this.#find(outbox, cid);
            const found = record !== undefined && fits(record);
            if (found) {
                await outbox.put({ ...record, ...fields });
            }
            return found;
        });
    }

    /**
     * Puts another in the place of one.
     *
     * @param {string} cid
     * @param {Omit<OutboxRecord, "n"|"account">} record with a cid of its own
     * @returns {Promise<boolean>} false where it is gone: nothing is written
     */
    replace(cid, record) {
        return this.#store.write("outbox", async outbox => {
            const former = await this.#find(outbox, cid);
            if (former !== undefined) {
                await Promise.all([outbox.delete(former.n), outbox.put({ account: this.#store.account, ...record })]);
            }
            return former !== undefined;
        });
    }

    /**
     * Removes one.
     *
     * @param {string} cid
     * @param {(record: OutboxRecord) => boolean} [fits] as for {@link change}
     * @returns {Promise<boolean>} false where it is gone or does not fit
     */
    remove(cid, fits = () => true) {
        return this.#store.write("outbox", async outbox => {
            const record = await this.#find(outbox, cid);
            const found = record !== undefined && fits(record);
            if (found) {
                await outbox.delete(record.n);
            }
            return found;
        });
    }

    #find(outbox, cid) {
        return outbox.index("cid").get([this.#store.account, cid]);
    }
}
