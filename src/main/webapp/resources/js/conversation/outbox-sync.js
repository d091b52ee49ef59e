/**
 * Synchronizes the outbox of this tab with the browser's store and the account's other tabs. Sends nothing to the server.
 * @module
 */

/** @typedef {import("./outbox-entries.js").Entry} Entry */

/** Reads, writes and broadcasts entries. */
export class OutboxSync {
    #entries;
    #records;
    #tabs;
    #uploads;
    #onChange;
    #loaded = false;
    #signedOut = false;

    /**
     * @param {object} parts
     * @param {import("./outbox-entries.js").OutboxEntries} parts.entries of this tab
     * @param {import("../store/outbox-store.js").OutboxStore} parts.records
     * @param {BroadcastChannel} parts.tabs the channel of the account's tabs
     * @param {import("../files/uploads.js").Uploads} parts.uploads
     * @param {() => void} parts.onChange called when an entry may have become the next to send
     */
    constructor({ entries, records, tabs, uploads, onChange }) {
        this.#entries = entries;
        this.#records = records;
        this.#tabs = tabs;
        this.#uploads = uploads;
        this.#onChange = onChange;
        tabs.addEventListener("message", ({ data }) => this.#handle(data));
    }

    /**
     * @returns {boolean} whether the store has been read, so that the order of writing is known, and no tab has signed out
     *     since
     */
    get ready() {
        return this.#loaded && !this.#signedOut;
    }

    /**
     * Continues after a sign-out in another tab that has not reached the server. Drops the entries that the sign-out gave
     * up; later ones stay.
     */
    stay() {
        if (this.#signedOut) {
            this.#signedOut = this.#loaded = false;
            this.load();
        }
    }

    /** Reads the store when the page opens, when the store opens late, or when the leading tab is gone. Never rejects. */
    async load() {
        const records = await this.#records.all().catch(() => null);
        const cids = new Set(records?.map(({ cid }) => cid));
        for (const [cid, { stored }] of records === null ? [] : this.#entries) {
            if (stored && !cids.has(cid)) {
                this.#entries.drop(cid); // settled or withdrawn while no tab could report it to this one
            }
        }
        records?.forEach(record => this.#entries.addRecord(record));
        if (!this.#loaded && cids.size > 0) { // entries written while the store was being read come last
            this.#entries.putBehind(cids);
        }
        this.#loaded = true;
        this.#onChange();
    }

    /** Writes all entries of this tab to the store again, since the browser has emptied it. */
    async storeAgain() {
        const entries = [...this.#entries.values()];
        entries.forEach(entry => Object.assign(entry, { stored: false, storing: true }));
        try {
            await this.#records.restore(entries.map(entry => recordOf(entry)));
            entries.forEach(entry => { entry.stored = true; });
            for (const { pending: { cid } } of entries.filter(each => !this.#entries.has(each.pending.cid))) {
                await this.#records.remove(cid); // settled or withdrawn meanwhile
            }
        } catch {
            // the store has reported the failure: this tab sends the entries from memory
        }
        entries.forEach(entry => { entry.storing = false; });
        this.#onChange();
    }

    /** Stores a new entry and shows it in the other tabs. */
    async store(entry) {
        const { cid } = entry.pending;
        try {
            const record = await this.#records.add(recordOf(entry));
            entry.stored = true;
            if (!this.#entries.has(cid)) { // withdrawn meanwhile
                await this.#records.remove(cid);
                return;
            }
            this.#broadcast({ type: "written", record });
        } catch {
            // the store has reported the failure: this tab sends the entry from memory
        }
        entry.storing = false;
        this.#onChange();
    }

    /** Changes an entry in this tab, in the store and in the other tabs. */
    change(entry, fields) {
        const { cid } = entry.pending;
        this.#entries.show(entry, fields);
        this.#records.change(cid, fields).catch(() => {});
        this.#broadcast({ type: "changed", cid, fields });
    }

    /**
     * Shows that a file of an entry has got further, here and in the other tabs.
     *
     * @param {Entry} entry
     * @param {string} key of the file
     * @param {Partial<import("../store/file-store.js").OutgoingFile>} fields
     */
    changeFile(entry, key, fields) {
        const { cid, state, reason, files } = entry.pending;
        const changed = {
            files: files.map(file => (file.key === key ? { ...file, ...fields } : file)),
            ...(state === "failed" ? { failed: reason } : {}),
        };
        if (Object.keys(fields).some(name => name !== "sent")) {
            this.change(entry, changed);
        } else {
            this.#entries.show(entry, changed);
            this.#broadcast({ type: "changed", cid, fields: changed });
        }
    }

    /**
     * Marks a stored entry as tried, before it is sent for the first time: from now on the server may have received it.
     *
     * @param {Entry} entry a stored entry that is not marked yet
     * @returns {Promise<boolean>} false if another tab has withdrawn the entry: it must not be sent
     */
    async markTried(entry) {
        return await this.#records.change(entry.pending.cid, { tried: true }).catch(() => true)
            || !entry.stored; // the record was not withdrawn, but lost with the emptied store
    }

    /** Broadcasts that an entry was sent over this tab's connection. */
    broadcastTried(cid) {
        this.#broadcast({ type: "changed", cid, fields: { tried: true } });
    }

    /** Settles an entry by an ack or an own message. @returns {boolean} whether this tab had the entry */
    settle(frame) {
        const files = this.#entries.get(frame.cid)?.pending.files;
        const settled = this.#entries.settle(frame);
        if (settled) {
            this.#uploads.forget(files);
            this.#records.remove(frame.cid).catch(() => {});
            this.#broadcast({ type: "settled", frame });
        }
        return settled;
    }

    /** Withdraws an entry that this tab has not sent. If another tab has sent it meanwhile, shows it as sent. */
    async takeBack(pending) {
        const { cid } = pending;
        const { stored, line } = this.#entries.get(cid) ?? {};
        const untried = !stored || await this.#records.remove(cid, ({ tried }) => !tried).catch(() => true)
            || this.#entries.get(cid)?.stored === false; // the browser has emptied its store meanwhile
        if (untried && !pending.tried) {
            this.#drop(cid);
        } else if (this.#entries.has(cid)) {
            line.mark(pending, pending.state, { tried: true });
        }
    }

    /** Removes an entry here, in the store and in the other tabs. */
    remove(cid) {
        this.#records.remove(cid).catch(() => {});
        this.#drop(cid);
    }

    /** Drops an entry that another tab has withdrawn. */
    forget(cid) {
        this.#entries.drop(cid);
        this.#onChange();
    }

    /**
     * Replaces an entry here, in the store and in the other tabs. If another tab was first, shows that tab's entry.
     *
     * @param {Entry} entry
     * @param {import("./pending-messages.js").Pending} pending of the new entry
     * @param {string} failed why the new entry waits for its author
     */
    async replace(entry, pending, failed) {
        const { cid } = entry.pending;
        const record = { ...recordOf({ ...entry, pending }), failed };
        const replaced = entry.stored && await this.#records.replace(cid, record).catch(() => null);
        if (replaced || replaced === null || !entry.stored) { // otherwise another tab was first, and broadcasts its entry
            this.#entries.addRecord(record);
        }
        if (replaced) {
            this.#broadcast({ type: "written", record });
        } else if (this.#entries.has(record.cid)) {
            const added = this.#entries.get(record.cid);
            Object.assign(added, { stored: false, storing: true });
            this.store(added);
        }
        this.#drop(cid);
    }

    #drop(cid) {
        this.#uploads.forget(this.#entries.get(cid)?.pending.files, true);
        this.#entries.drop(cid);
        this.#onChange();
        this.#broadcast({ type: "gone", cid });
    }

    /** Handles a broadcast of another tab. */
    #handle({ type, record, frame, fields, cid }) {
        const entry = this.#entries.get(cid);
        if (type === "written") {
            this.#entries.addRecord(record);
        } else if (type === "settled") {
            this.#uploads.stop(this.#entries.get(frame.cid)?.pending.files);
            this.#entries.settle(frame);
        } else if (type === "gone") {
            this.#uploads.stop(entry?.pending.files);
            this.#entries.drop(cid);
        } else if (type === "signed-out") { // a sign-out has given up all entries
            this.#signedOut = true;
        } else if (type === "changed" && entry !== undefined) {
            this.#entries.show(entry, fields);
        }
        this.#onChange();
    }

    #broadcast(message) {
        this.#tabs.postMessage(message);
    }
}

/** @returns {Omit<import("../store/outbox-store.js").OutboxRecord, "n"|"account">} the stored form of an entry */
function recordOf({ conversation: { room }, person, pending: { cid, text, quote, files, change, epoch, at, tried, asked, anew, state, reason } }) {
    const failed = state === "failed" ? reason : undefined;
    return { cid, ...(person === undefined ? { room } : { person }), text, quote, files, change, epoch, at, tried, asked, anew, failed };
}
