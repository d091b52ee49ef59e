/**
 * Uploads files, a few at a time, and goes on after every interruption until the server has all bytes or rejects them. Loaded on
 * demand.
 *
 * Own code and not tus-js-client: Maven Central has no artifact of it, and what is specific here, the order after a cut, the
 * browser's store and one tab at a time, would stay.
 * @module
 */
import { t } from "../base/i18n.js";
import { Backoff } from "../connection/backoff.js";
import { appendTo, createUpload, deleteUpload, describeUpload, offsetOf } from "../connection/upload-requests.js";

const LARGEST_PART = 262_144; // bytes in one request; the server takes no more
const SMALLEST_PART = 16_384; // over a slow connection, a large part does not arrive in the time that the server gives it
const AT_ONCE = 2;
const MOST_RESTARTS = 3; // of one upload that the server has forgotten in the middle

/** Thrown when the server rejects a file for good, or its bytes are lost. The message is for the reader. */
class FileRejected extends Error {}

/** @typedef {import("../store/file-store.js").OutgoingFile} OutgoingFile */

/** Uploads by key of the file. */
export class UploadEngine {
    #files;
    #report;
    #known = new Map(); // key → the latest state of the file
    #held = new Map(); // key → record of a file that this page has read; others are in the browser's store alone
    #running = new Map(); // key → AbortController
    #waiting = new Set(); // functions that end the pauses of interrupted uploads
    #free = AT_ONCE;
    #queue = [];

    /**
     * @param {import("../store/file-store.js").FileStore} files
     * @param {(key: string, fields: Partial<OutgoingFile>) => void} report called with each progress
     */
    constructor(files, report) {
        this.#files = files;
        this.#report = report;
        window.addEventListener("online", () => this.wake());
    }

    /**
     * Stores a file that this page has read. Keeps it in memory too, since the browser may store nothing.
     *
     * @param {Omit<import("../store/file-store.js").FileRecord, "account">} record
     */
    hold(record) {
        this.#held.set(record.key, record);
        this.#files.put(record).catch(() => {}); // the store has reported the failure
    }

    /** Stores all files again that this page has read. */
    storeAgain() {
        this.#held.forEach(record => this.hold(record));
    }

    /** Starts or continues an upload; one that runs goes on. @param {OutgoingFile} file */
    start(file) {
        const { key } = file;
        this.#known.set(key, { ...this.#known.get(key), ...file });
        if (!this.#running.has(key)) {
            const abort = new AbortController();
            this.#running.set(key, abort);
            this.#run(key, abort.signal).finally(() => this.#running.get(key) === abort && this.#running.delete(key));
        }
    }

    /** Ends an upload, and removes its bytes here. @param {OutgoingFile} file @param {boolean} everywhere on the server too */
    forget(file, everywhere) {
        const { key } = file;
        const id = this.#known.get(key)?.id ?? file.id;
        this.#running.get(key)?.abort();
        this.#running.delete(key);
        this.#known.delete(key);
        this.#held.delete(key);
        this.#files.remove(key).catch(() => {}); // nothing was stored then
        if (everywhere && id !== undefined) {
            deleteUpload(id);
        }
    }

    /** Ends all pauses, since there is a connection again. */
    wake() {
        this.#waiting.forEach(end => end());
    }

    async #run(key, signal) {
        try {
            await exclusively(`chatboard upload ${this.#files.account} ${key}`, signal, () => this.#inSlot(key, signal));
        } catch (error) {
            if (!signal.aborted) {
                throw error;
            }
        }
    }

    /** Takes a slot behind the lock, since an upload that another tab has locked would keep it from those of this tab. */
    async #inSlot(key, signal) {
        await this.#takeSlot();
        try {
            await this.#untilDone(key, signal);
        } finally {
            this.#free++;
            this.#queue.shift()?.();
        }
    }

    async #takeSlot() {
        while (this.#free === 0) {
            await new Promise(resolve => this.#queue.push(resolve));
        }
        this.#free--;
    }

    async #untilDone(key, signal) {
        const backoff = new Backoff({ now: () => performance.now(), random: () => Math.random() });
        const attempt = { part: LARGEST_PART, restarts: 0 };
        for (;;) {
            try {
                await this.#transfer(key, attempt, signal);
                return;
            } catch (error) {
                if (signal.aborted) {
                    return;
                }
                const reason = finalReason(error);
                if (reason !== null) {
                    this.#change(key, { error: reason, ...(error.status === 422 ? { id: undefined } : {}) }); // the server has removed it
                    return;
                }
                attempt.part = Math.max(SMALLEST_PART, attempt.part / 2);
                backoff.pause(error.retryAfterMs || 0);
                await this.#pause(backoff.next(), signal);
            }
        }
    }

    async #transfer(key, attempt, signal) {
        const { blob } = this.#held.get(key) ?? await this.#files.get(key).catch(() => undefined) ?? {};
        if (blob === undefined) {
            throw new FileRejected(t("upload.lost"));
        }
        const { size } = this.#known.get(key);
        let offset = await this.#begin(key, attempt, signal);
        this.#change(key, { sent: offset });
        while (offset < size) {
            offset = await appendTo(this.#known.get(key).id, offset, blob.slice(offset, offset + attempt.part), signal);
            attempt.part = Math.min(LARGEST_PART, attempt.part * 2);
            this.#change(key, { sent: offset });
        }
        const { id, alt = "", described = "" } = this.#known.get(key);
        if (alt !== described) {
            await describeUpload(id, alt, signal);
        }
        this.#change(key, { done: true, described: alt });
    }

    /** @returns {Promise<number>} where the upload goes on */
    async #begin(key, attempt, signal) {
        const { id = await this.#idInStore(key) } = this.#known.get(key);
        const offset = id === undefined ? null : await offsetOf(id, signal);
        if (offset !== null) {
            this.#change(key, { id });
            return offset;
        }
        if (id !== undefined && ++attempt.restarts > MOST_RESTARTS) {
            throw new FileRejected(t("upload.forgotten"));
        }
        signal.throwIfAborted();
        const made = await createUpload(this.#known.get(key)); // goes on if the file is given up, since only its answer tells what to remove
        if (signal.aborted) {
            deleteUpload(made);
        }
        this.#change(key, { id: made, done: undefined, described: undefined });
        return 0;
    }

    /** @returns {Promise<string|undefined>} the id of an upload that another tab has begun for the same draft */
    async #idInStore(key) {
        return (await this.#files.get(key).catch(() => undefined))?.file?.id;
    }

    #change(key, fields) {
        if (this.#known.has(key)) {
            Object.assign(this.#known.get(key), fields);
            this.#report(key, fields);
        }
    }

    #pause(ms, signal) {
        return new Promise(resolve => {
            const end = () => {
                clearTimeout(timer);
                this.#waiting.delete(end);
                signal.removeEventListener("abort", end);
                resolve();
            };
            const timer = setTimeout(end, ms);
            this.#waiting.add(end);
            signal.addEventListener("abort", end);
        });
    }
}

/** Runs in one tab at a time. Plain http has no locks: there the server lets one request at a time append. */
const exclusively = (name, signal, run) => (navigator.locks === undefined ? run() : navigator.locks.request(name, { signal }, run));

const PASSING = [401, 408, 409, 421, 423, 425, 429, 460]; // of the connection, the session, or another request at the same time

/**
 * @param {Error & {status?: number, method?: string, detail?: string|null}} error
 * @returns {string|null} why a repeat cannot help, for the reader; null if it can
 */
function finalReason(error) {
    const { status, method, detail } = error;
    if (error instanceof FileRejected) {
        return error.message;
    }
    const isGone = status === 404 && method !== "POST"; // the next attempt begins anew
    const isPassing = status === undefined || isGone || (status >= 500 && status !== 507)
        || (PASSING.includes(status) && !(status === 409 && method === "POST"));
    return isPassing ? null : detail ?? t("upload.refused", { status: String(status) });
}
