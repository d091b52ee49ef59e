/**
 * What this browser keeps of one account, in IndexedDB: the one place that knows its tables and opens it.
 * Every record names its account, so that another one in the same browser never meets it: by id and username, since
 * a data directory made anew numbers from 1 again.
 * @module
 */
import { openDB } from "./vendor/idb/index.js";

const NAME = "chatboard";
const VERSION = 1;
const OPEN_WITHIN_MS = 3_000; // some browsers, in a private window, never answer

const makeTables = {
    1: database => {
        const outbox = database.createObjectStore("outbox", { keyPath: "n", autoIncrement: true });
        outbox.createIndex("account", "account");
        outbox.createIndex("cid", ["account", "cid"], { unique: true });
        database.createObjectStore("drafts", { keyPath: ["account", "person"] });
        database.createObjectStore("pages", { keyPath: ["account", "room"] });
    },
};

/** Keeps records of one account. Dispatches `trouble` when {@link trouble} changes. */
export class LocalStore extends EventTarget {
    #opening = null;
    #tooLate = null;
    #left = false;
    #trouble = null;

    /** @param {{id: number, username: string}} person whose records these are */
    constructor({ id, username }) {
        super();
        this.self = id;
        /** What records, tabs and locks name the account by. */
        this.account = `${id} ${username}`;
    }

    /** @returns {"forbidden"|"full"|null} why nothing can be kept now, null where it can, as far as known */
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
     * @returns {Promise<T>} rejected where nothing can be kept
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

    /** Removes what a server has too, of everybody but this account: they may be back, and unsent words are kept. */
    forgetPagesOfOthers() {
        return this.write("pages", pages => Promise.all([
            pages.delete(IDBKeyRange.upperBound([this.account], true)),
            pages.delete(IDBKeyRange.lowerBound([this.account, []])),
        ]));
    }

    /** Removes what a server has too: the sign-in has ended, and whoever sits here next must not read it. */
    forgetPages() {
        return this.write("pages", pages => pages.delete(this.own));
    }

    /** Removes everything of this account, and keeps nothing from then on. */
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

    /** Keeps nothing from now on: another tab has signed out and removed everything. */
    leave() {
        this.#left = true;
    }

    /** Keeps again: the server welcomes the account, so that the other tab's signing out has not reached it. */
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
            this.#enter(error.name === "QuotaExceededError" ? "full" : "forbidden");
            throw error;
        }
    }

    #open() {
        if (this.#opening === null) {
            this.#opening = this.#database();
            this.#opening.then(() => this.#trouble === "forbidden" && this.#enter(null), () => {});
            this.#tooLate = tooLate();
        }
        return Promise.race([this.#opening, this.#tooLate]); // one that opens after all is used from then on
    }

    async #database() { // async, since indexedDB may be missing or throw
        const forgetIt = () => { this.#opening = null; };
        const database = await openDB(NAME, VERSION, {
            upgrade: (opened, from, to) => {
                for (let version = from + 1; version <= to; version++) {
                    makeTables[version](opened);
                }
            },
            blocking: () => { // a newer page wants other tables
                database.close();
                forgetIt();
            },
            terminated: forgetIt,
        });
        return database;
    }

    #enter(trouble) {
        if (trouble !== this.#trouble) {
            this.#trouble = trouble;
            this.dispatchEvent(new Event("trouble"));
        }
    }
}

const tooLate = () => new Promise((_, reject) => {
    setTimeout(() => reject(new Error("IndexedDB does not answer")), OPEN_WITHIN_MS);
});
