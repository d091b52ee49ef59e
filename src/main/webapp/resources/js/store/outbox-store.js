/**
 * The stored records of unconfirmed messages and changes.
 * @module
 */

/**
 * @typedef {object} OutboxRecord
 * @property {number} [n] position in the order of writing, over all tabs
 * @property {string} account name of the author's account, see {@link LocalStore}
 * @property {string} cid
 * @property {import("../conversation/people.js").Person} [person] the recipient, in a conversation of two
 * @property {number} [room] the room, if it is one of several
 * @property {string} [text]
 * @property {import("../conversation/room-history.js").Quote} [quote] quote of the message that this one replies to
 * @property {import("../conversation/message-state.js").Change} [change] a change of a message, instead of a text
 * @property {import("./file-store.js").OutgoingFile[]} [files] of the message
 * @property {string|null} [epoch] the room's epoch at the time of writing, null if that was unknown
 * @property {number} at when it was written, in ms since 1970 by the device's clock
 * @property {boolean} tried whether it may have reached the server
 * @property {boolean} [asked] whether its author wants it sent although it is old
 * @property {string} [failed] why the server has rejected it, for the author
 * @property {boolean} [anew] whether it is the text of an edit whose message is gone; its author decides whether it is sent
 *     as a new message
 */

/** The outbox of one account. All methods reject if the browser stores nothing. */
export class OutboxStore {
    #store;

    /** @param {import("./local-store.js").LocalStore} store */
    constructor(store) {
        this.#store = store;
    }

    /** @returns {Promise<OutboxRecord[]>} all records, in the order of writing */
    all() {
        return this.#store.read("outbox", outbox => outbox.index("account").getAll(this.#store.account));
    }

    /**
     * Adds a record.
     *
     * @param {Omit<OutboxRecord, "n"|"account">} record
     * @returns {Promise<OutboxRecord>} the stored record
     */
    async add(record) {
        const whole = { account: this.#store.account, ...record };
        const n = await this.#store.write("outbox", outbox => {
            const written = outbox.put(whole);
            outbox.transaction.commit(); // so that it is stored even if the person leaves the page at once
            return written;
        });
        return { ...whole, n };
    }

    /**
     * Stores records again after the browser has emptied its store. Keeps records that another tab has stored again before.
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
     * Changes a record.
     *
     * @param {string} cid
     * @param {Partial<OutboxRecord>} fields
     * @param {(record: OutboxRecord) => boolean} [fits] checks the record in the same transaction
     * @returns {Promise<boolean>} false if the record is gone or does not fit
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
     * Replaces a record.
     *
     * @param {string} cid
     * @param {Omit<OutboxRecord, "n"|"account">} record has another cid
     * @returns {Promise<boolean>} false if the record is gone; nothing is written then
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
     * Removes a record.
     *
     * @param {string} cid
     * @param {(record: OutboxRecord) => boolean} [fits] as for {@link change}
     * @returns {Promise<boolean>} false if the record is gone or does not fit
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
