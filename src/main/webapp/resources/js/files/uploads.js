/**
 * The uploads of the page's files. What uploads is loaded on demand.
 * @module
 */
import { isUploaded } from "./is-uploaded.js";

/** @typedef {import("../store/file-store.js").OutgoingFile} OutgoingFile */

/** Dispatches `change` with `{key, fields}` when a file has got further. */
export class Uploads extends EventTarget {
    #files;
    #engine = null;

    /** @param {import("../store/file-store.js").FileStore} files */
    constructor(files) {
        super();
        this.#files = files;
    }

    /**
     * @returns {Promise<import("./upload-engine.js").UploadEngine>} rejects if it cannot be loaded; the next call tries again
     */
    engine() {
        this.#engine ??= import("../files/upload-views.js").then(async views => { // with the folder, since the build joins this module into a page's script
            await views.loadTexts();
            return new views.UploadEngine(this.#files, (key, fields) => (
                this.dispatchEvent(new CustomEvent("change", { detail: { key, fields } }))));
        });
        this.#engine.catch(() => { this.#engine = null; });
        return this.#engine;
    }

    /** Starts or continues the uploads of those files that the server does not have, except rejected ones. @param {OutgoingFile[]} files */
    start(files) {
        const missing = files.filter(file => file.error === undefined && !isUploaded(file));
        if (missing.length > 0) {
            this.engine().then(engine => missing.forEach(file => engine.start(file)), () => {}); // the outbox calls again
        }
    }

    /** Removes the bytes of files in this browser: a message with them is stored, or was given up. */
    forget(files = [], everywhere = false) {
        if (files.length > 0) {
            this.engine().then(engine => files.forEach(file => engine.forget(file, everywhere)), () => {});
        }
    }

    /** Ends uploads of this page, since another tab has removed the message. */
    stop(files = []) {
        this.#engine?.then(engine => files.forEach(file => engine.forget(file, false)), () => {});
    }

    /** Stores the files again that this page has read, since the browser has emptied its store. */
    storeAgain() {
        this.#engine?.then(engine => engine.storeAgain(), () => {});
    }

    /** There is a connection: interrupted uploads go on. */
    wake() {
        this.#engine?.then(engine => engine.wake(), () => {});
    }
}
