/**
 * What this browser stores of one account, in IndexedDB: the only module that knows its tables and opens it.
 * Every record names its account, so that another one in the same browser never meets it: by id and username, since
 * a data directory made anew numbers from 1 again.
 * @module
 */
import { newCid } from "../base/idempotency-key.js";
import { openDB } from "../vendor/idb/index.js";

const NAME = "chatboard";
const VERSION = 2;
const OPEN_WITHIN_MS = 3_000; // some browsers, in a private window, never answer
const LOST = ["InvalidStateError", "UnknownError"]; // a connection that its browser has closed, and Safari without a word
const OPEN_AGAIN = { afterMs: 250, times: 20 }; // until a browser that removes the store has done so

const MADE = "store"; // key of a record by which this store differs from one that is made after the browser has removed it

const makeTables = {
    1: database => {
        const outbox = database.createObjectStore("outbox", { keyPath: "n", autoIncrement: true });
        outbox.createIndex("account", "account");
        outbox.createIndex("cid", ["account", "cid"], { unique: true });
        database.createObjectStore("drafts", { keyPath: ["account", "person"] });
        database.createObjectStore("pages", { keyPath: ["account", "room"] });
    },
    2: database => database.createObjectStore("made"),
};

/**
 * Stores records of one account. Dispatches `trouble` when {@link trouble} changes, and `emptied` when the browser has removed
 * everything while the page was open: a person has cleared it, or there was no room left.
 */
export class LocalStore extends EventTarget {
    #opening = null;
    #tooLate = null;
    #made = null; // name of the store that this page has used first
    #left = false;
    #trouble = null;

    /** @param {{id: number, username: string}} person whose records these are */
    constructor({ id, username }) {
        super();
        this.self = id;
        /** What records, tabs and locks name the account by. */
        this.account = `${id} ${username}`;
    }

    /** @returns {"forbidden"|"full"|null} why nothing can be stored now, null where it can, as far as known */
    get trouble() {
        return this.#trouble;
    }

    /** @returns {IDBKeyRange} of this account's records in `drafts` and `pages` */
    get own() {
        return IDBKeyRange.bound([this.account], [this.account, []]); // a list sorts behind every number and text
    }

    /**
     * Reads.
     *
     * @template T
     * @param {string} table `outbox`, `drafts` or `pages`
     * @param {(table: object) => Promise<T>} work with idb's object store; awaits nothing else
     * @returns {Promise<T>} rejected where nothing can be stored
     */
    read(table, work) {
        return this.#transact([table], "readonly", transaction => work(transaction.objectStore(table)));
    }

    /**
     * Writes, all or nothing.
     *
     * @template T
     * @param {string} table as for {@link read}
     * @param {(table: object) => Promise<T>} work as for {@link read}
     * @returns {Promise<T>} once it is stored; rejected where it is not
     */
    write(table, work) {
        return this.#transact([table], "readwrite", transaction => work(transaction.objectStore(table)));
    }

    /** Removes the cached pages of all other accounts. Their unsent messages stay: they may sign in here again. */
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

    /** Removes everything of this account, and stores nothing from then on. */
    async forget() {
        await this.#transact(["outbox", "drafts", "pages"], "readwrite", transaction => {
            const outbox = transaction.objectStore("outbox");
            return Promise.all([
                outbox.index("account").getAllKeys(this.account)
                    .then(keys => Promise.all(keys.map(key => outbox.delete(key)))),
                transaction.objectStore("drafts").delete(this.own),
                transaction.objectStore("pages").delete(this.own),
            ]);
        });
        this.leave();
    }

    /** Stores nothing from now on: another tab has signed out and removed everything. */
    leave() {
        this.#left = true;
    }

    /** Stores again: the server accepts the session, so the other tab's sign-out has not reached it. */
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
                () => { this.#opening = this.#opening === opening ? null : this.#opening; }); // the next one tries again
            this.#tooLate = tooLate();
        }
        return Promise.race([this.#opening, this.#tooLate]); // one that opens after all is used from then on
    }

    async #database() { // async, since indexedDB may be missing or throw
        const database = await openDB(NAME, VERSION, {
            upgrade: (opened, from, to) => {
                for (let version = from + 1; version <= to; version++) {
                    makeTables[version](opened);
                }
            },
            terminated: () => this.#lose(),
        });
        database.addEventListener("versionchange", ({ newVersion }) => {
            database.close();
            if (newVersion === null) { // the store is being deleted
                this.#lose();
            } else { // a newer page wants other tables
                this.#opening = null;
            }
        });
        const made = await nameOf(database).catch(() => null); // there is no room for it
        const emptied = this.#made !== null && this.#made !== made;
        this.#made = made;
        if (emptied) {
            this.dispatchEvent(new Event("emptied"));
        }
        return database;
    }

    /** The connection is gone: learns whether the store is still the same. Reads and writes fail until it is there. */
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

/** @returns {Promise<string>} the name of the store, given at the first call */
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
