/**
 * The stored records of files that were chosen and are not part of a sent message yet, with their bytes.
 * @module
 */

/**
 * @typedef {object} OutgoingFile what the outbox and the composer know of a file
 * @property {string} key random name in this browser
 * @property {string} name
 * @property {number} size bytes
 * @property {string} type media type, as the browser names it; may be empty
 * @property {string} [sha256] of the bytes, in hexadecimal; absent where the page is not a secure context
 * @property {string} [alt] alternative text of a picture
 * @property {number} [voiceMs] length of a voice note
 * @property {string} [waveform] of a voice note
 * @property {string} [id] of the upload, once the server has accepted it
 * @property {boolean} [done] whether all bytes are on the server
 * @property {string} [described] the alternative text that the server has
 * @property {string} [error] why it cannot be uploaded, for the reader
 * @property {number} [sent] how many bytes the server has; not stored
 */

/**
 * @typedef {object} FileRecord
 * @property {string} account name of the owner's account, see {@link LocalStore}
 * @property {string} key
 * @property {import("./conversation-key.js").ConversationKey} conversation whose draft the file belongs to
 * @property {OutgoingFile} file as part of the draft; once it was sent, the outbox has the present state
 * @property {Blob} blob
 * @property {number} at when it was chosen, in ms since 1970 by the device's clock
 * @property {boolean} [sent] whether a message with the file was handed to the outbox
 */

/** The files of one account. All methods reject if the browser stores nothing. */
export class FileStore {
    #store;

    /** @param {import("./local-store.js").LocalStore} store */
    constructor(store) {
        this.#store = store;
    }

    /** The name of the account in records and locks. */
    get account() {
        return this.#store.account;
    }

    /** @returns {Promise<number>} how many files there are */
    count() {
        return this.#store.read("files", files => files.count(this.#store.own));
    }

    /** @returns {Promise<FileRecord[]>} all records */
    all() {
        return this.#store.read("files", files => files.getAll(this.#store.own));
    }

    /** @returns {Promise<FileRecord|undefined>} */
    get(key) {
        return this.#store.read("files", files => files.get([this.#store.account, key]));
    }

    /** @param {Omit<FileRecord, "account">} record */
    put(record) {
        return this.#store.write("files", files => files.put({ account: this.#store.account, ...record }));
    }

    /** Changes a record, if it is there. @param {string} key @param {Partial<FileRecord>} fields */
    change(key, fields) {
        return this.#store.write("files", async files => {
            const record = await files.get([this.#store.account, key]);
            if (record !== undefined) {
                await files.put({ ...record, ...fields });
            }
        });
    }

    /** @param {string} key */
    remove(key) {
        return this.#store.write("files", files => files.delete([this.#store.account, key]));
    }
}
