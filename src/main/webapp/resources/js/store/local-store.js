/**
 * The browser's store of one account, in IndexedDB. Only this module opens the database and knows its tables. Each record
 * has the id and the username of its account, so that accounts in one browser are separate. The id alone is not enough: a
 * new data directory of the server counts from 1 again.
 * @module
 */
import { newCid } from "../base/idempotency-key.js";
import { openDB } from "../vendor/idb/index.js";
import { temporaryKey } from "./conversation-key.js";

const NAME = "chatboard";
const VERSION = 4;
const OPEN_WITHIN_MS = 3_000; // in a private window, some browsers never answer
const LOST = ["InvalidStateError", "UnknownError"]; // the browser closed the connection, in Safari without an event
// after a lost connection, the browser may still be deleting the old database
const OPEN_AGAIN = { afterMs: 250, times: 20 };

const MADE = "store"; // key of a record with a random name, by which a page notices that the store was replaced

const makeTables = {
    1: database => {
        const outbox = database.createObjectStore("outbox", { keyPath: "n", autoIncrement: true });
        outbox.createIndex("account", "account");
        outbox.createIndex("cid", ["account", "cid"], { unique: true });
        database.createObjectStore("drafts", { keyPath: ["account", "person"] });
        database.createObjectStore("pages", { keyPath: ["account", "room"] });
    },
    2: database => database.createObjectStore("made"),
    3: async (database, transaction) => { // drafts had the key of a person, whose room the store does not know
        const former = await transaction.objectStore("drafts").getAll();
        database.deleteObjectStore("drafts");
        const drafts = database.createObjectStore("drafts", { keyPath: ["account", "conversation"] });
        await Promise.all(former.map(({ person, ...draft }) => drafts.put({ ...draft, conversation: temporaryKey(person) })));
    },
    4: database => database.createObjectStore("files", { keyPath: ["account", "key"] }),
};

/** Brings the tables to the present version. If a step fails, the data stays as the former version left it. */
async function upgrade(database, transaction, from, to) {
    try {
        for (let version = from + 1; version <= to; version++) {
            await makeTables[version](database, transaction); // awaits requests of this transaction only, so that it stays open
        }
    } catch {
        abort(transaction); // opening fails, and the next call tries again
    }
}

function abort(transaction) {
    transaction.done.catch(() => {}); // opening fails with the same error
    try {
        transaction.abort();
    } catch {
        // the failed request has aborted the transaction already
    }
}

/**
 * Stores records of one account. Dispatches `trouble` when {@link trouble} changes; and `emptied` when the browser has
 * deleted all data while the page was open, because the person cleared it or storage ran out.
 */
export class LocalStore extends EventTarget {
    #opening = null;
    #tooLate = null;
    #made = null; // name of the store that this page has used first
    #left = false;
    #trouble = null;

    /** @param {{id: number, username: string}} person owner of the records */
    constructor({ id, username }) {
        super();
        this.self = id;
        /** The name of the account in records, tabs and locks. */
        this.account = `${id} ${username}`;
    }

    /** @returns {"forbidden"|"full"|null} why nothing can be stored at the moment; null if there is no known reason */
    get trouble() {
        return this.#trouble;
    }

    /** @returns {IDBKeyRange} the range of this account's records in `drafts`, `pages` and `files` */
    get own() {
        return IDBKeyRange.bound([this.account], [this.account, []]); // an array sorts after every number and string
    }

    /**
     * Runs a read transaction.
     *
     * @template T
     * @param {string} table `outbox`, `drafts`, `pages` or `files`
     * @param {(table: object) => Promise<T>} work receives the object store of the library idb; must not await anything else
     * @returns {Promise<T>} rejects if nothing can be stored
     */
    read(table, work) {
        return this.#transact([table], "readonly", transaction => work(transaction.objectStore(table)));
    }

    /**
     * Runs a write transaction.
     *
     * @template T
     * @param {string} table as for {@link read}
     * @param {(table: object) => Promise<T>} work as for {@link read}
     * @returns {Promise<T>} resolves when the data is stored
     */
    write(table, work) {
        return this.#transact([table], "readwrite", transaction => work(transaction.objectStore(table)));
    }

    /**
     * Removes the cached pages of all other accounts. Their unsent messages stay, since their owners may sign in here again.
     */
    forgetPagesOfOthers() {
        return this.write("pages", pages => Promise.all([
            pages.delete(IDBKeyRange.upperBound([this.account], true)),
            pages.delete(IDBKeyRange.lowerBound([this.account, []])),
        ]));
    }

    /** Removes the cached pages of this account: the session has ended, and the next person here must not read them. */
    forgetPages() {
        return this.write("pages", pages => pages.delete(this.own));
    }

    /** Removes all data of this account, and stores nothing from now on. */
    async forget() {
        await this.#transact(["outbox", "drafts", "pages", "files"], "readwrite", transaction => {
            const outbox = transaction.objectStore("outbox");
            return Promise.all([
                outbox.index("account").getAllKeys(this.account)
                    .then(keys => Promise.all(keys.map(key => outbox.delete(key)))),
                transaction.objectStore("drafts").delete(this.own),
                transaction.objectStore("pages").delete(this.own),
                transaction.objectStore("files").delete(this.own),
            ]);
        });
        this.leave();
    }

    /** Stores nothing from now on: another tab has signed out and removed everything. */
    leave() {
        this.#left = true;
    }

    /** Stores data again: the server accepts the session, so a sign-out in another tab has failed. */
    stay() {
        this.#left = false;
    }

    async #transact(tables, mode, work) {
        if (this.#left) {
            throw new Error("signed out");
        }
        try {
            const database = await this.#open();
            const transaction = database.transaction(tables, mode);
            const [value] = await Promise.all([work(transaction), transaction.done]);
            if (mode === "readwrite") {
                this.#enter(null);
            }
            return value;
        } catch (error) {
            if (LOST.includes(error.name)) {
                this.#lose();
            }
            this.#enter(error.name === "QuotaExceededError" ? "full" : "forbidden");
            throw error;
        }
    }

    #open() {
        if (this.#opening === null) {
            const opening = this.#database();
            this.#opening = opening;
            opening.then(() => this.#trouble === "forbidden" && this.#enter(null),
                () => { this.#opening = this.#opening === opening ? null : this.#opening; }); // the next call tries again
            this.#tooLate = tooLate();
        }
        return Promise.race([this.#opening, this.#tooLate]); // a connection that opens later is used by the next call
    }

    async #database() { // async, since indexedDB may be missing or throw
        const database = await openDB(NAME, VERSION, {
            upgrade: (opened, from, to, transaction) => upgrade(opened, transaction, from, to),
            terminated: () => this.#lose(),
        });
        database.addEventListener("versionchange", ({ newVersion }) => {
            database.close();
            if (newVersion === null) { // the store is being deleted
                this.#lose();
            } else { // a newer version of the page changes the tables
                this.#opening = null;
            }
        });
        const made = await nameOf(database).catch(() => null); // there may be no space for the record
        const emptied = this.#made !== null && this.#made !== made;
        this.#made = made;
        if (emptied) {
            this.dispatchEvent(new Event("emptied"));
        }
        return database;
    }

    /**
     * Handles a lost connection: opens the store again and checks whether it is the same. Reads and writes fail until then.
     */
    #lose() {
        this.#opening = null;
        this.#openSoon(OPEN_AGAIN.times);
    }

    #openSoon(times) {
        setTimeout(() => this.#open().catch(() => times > 1 && this.#openSoon(times - 1)), OPEN_AGAIN.afterMs);
    }

    #enter(trouble) {
        if (trouble !== this.#trouble) {
            this.#trouble = trouble;
            this.dispatchEvent(new Event("trouble"));
        }
    }
}

/** @returns {Promise<string>} the name of the store; the first call creates it */
async function nameOf(database) {
    const known = await database.get("made", MADE);
    if (known !== undefined) {
        return known;
    }
    const { store, done } = database.transaction("made", "readwrite");
    const name = await store.get(MADE) ?? newCid(); // another tab may have been faster
    await Promise.all([store.put(name, MADE), done]);
    return name;
}

const tooLate = () => new Promise((_, reject) => {
    setTimeout(() => reject(new Error("IndexedDB does not answer")), OPEN_WITHIN_MS);
});
