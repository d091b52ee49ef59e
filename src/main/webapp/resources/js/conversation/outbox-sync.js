/**
 * Keeps the outbox of this tab, the browser's store and the other tabs of the account the same. Sends nothing to the server.
 * @module
 */

/** @typedef {import("./outbox-entries.js").Entry} Entry */

/** Reads, writes and broadcasts entries. */
export class OutboxSync {
    #entries;
    #records;
    #tabs;
    #onChange;
    #loaded = false;
    #signedOut = false;

    /**
     * @param {object} parts
     * @param {import("./outbox-entries.js").OutboxEntries} parts.entries of this tab
     * @param {import("../store/outbox-store.js").OutboxStore} parts.records
     * @param {BroadcastChannel} parts.tabs the account's own
     * @param {() => void} parts.onChange called when an entry may have become the next to send
     */
    constructor({ entries, records, tabs, onChange }) {
        this.#entries = entries;
        this.#records = records;
        this.#tabs = tabs;
        this.#onChange = onChange;
        tabs.addEventListener("message", ({ data }) => this.#handle(data));
    }

    /** @returns {boolean} whether the store has been read, so that the order of writing is known, and nobody has signed out since */
    get ready() {
        return this.#loaded && !this.#signedOut;
    }

    /** The server accepts the session: a sign-out in another tab has not reached it. What that gave up is dropped; later messages stay. */
    stay() {
        if (this.#signedOut) {
            this.#signedOut = this.#loaded = false;
            this.load();
        }
    }

    /** Reads the store: a page or the store has opened, or the tab that sent until now is gone. Never rejected. */
    async load() {
        const records = await this.#records.all().catch(() => null);
        const cids = new Set(records?.map(({ cid }) => cid));
        for (const [cid, { stored }] of records === null ? [] : this.#entries) {
            if (stored && !cids.has(cid)) {
                this.#entries.drop(cid); // settled or taken back while no tab told this one
            }
        }
        records?.forEach(record => this.#entries.addRecord(record));
        if (!this.#loaded && cids.size > 0) { // what was written while the store was read comes after it
            this.#entries.putBehind(cids);
        }
        this.#loaded = true;
        this.#onChange();
    }

    /** Writes all entries of this tab to the store again: the browser has emptied it. */
    async storeAgain() {
        const entries = [...this.#entries.values()];
        entries.forEach(entry => Object.assign(entry, { stored: false, storing: true }));
        try {
            await this.#records.restore(entries.map(entry => recordOf(entry)));
            entries.forEach(entry => { entry.stored = true; });
            for (const { pending: { cid } } of entries.filter(each => !this.#entries.has(each.pending.cid))) {
                await this.#records.remove(cid); // settled or taken back meanwhile
            }
        } catch {
            // the store has reported it: this tab sends them from memory
        }
        entries.forEach(entry => { entry.storing = false; });
        this.#onChange();
    }

    /** Stores a new entry, and shows it in the other tabs. */
    async store(entry) {
        const { cid } = entry.pending;
        try {
            const record = await this.#records.add(recordOf(entry));
            entry.stored = true;
            if (!this.#entries.has(cid)) { // taken back meanwhile
                await this.#records.remove(cid);
                return;
            }
            this.#broadcast({ type: "written", record });
        } catch {
            // the store has reported it: this tab sends it from memory
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
     * Stores of an entry that it may reach the server from now on.
     *
     * @param {Entry} entry stored, and not marked yet
     * @returns {Promise<boolean>} false where another tab has taken it back: it must not be sent
     */
    async markTried(entry) {
        return await this.#records.change(entry.pending.cid, { tried: true }).catch(() => true)
            || !entry.stored; // not taken back, but gone with the emptied store
    }

    /** An entry has gone out over this tab's connection. */
    broadcastTried(cid) {
        this.#broadcast({ type: "changed", cid, fields: { tried: true } });
    }

    /** @returns {boolean} whether an entry of this tab was settled by an ack or by its own message */
    settle(frame) {
        const settled = this.#entries.settle(frame);
        if (settled) {
            this.#records.remove(frame.cid).catch(() => {});
            this.#broadcast({ type: "settled", frame });
        }
        return settled;
    }

    /** Takes back an entry that has certainly not been sent; where another tab was faster, it is shown as sent. */
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

    /** Another tab has taken an entry back. */
    forget(cid) {
        this.#entries.drop(cid);
        this.#onChange();
    }

    /**
     * Puts another entry in the place of one, here, in the store and in the other tabs. Where another tab was faster, its entry is shown.
     *
     * @param {Entry} entry
     * @param {import("./pending-messages.js").Pending} pending of the new entry
     * @param {string} failed why the new one waits for its author
     */
    async replace(entry, pending, failed) {
        const { cid } = entry.pending;
        const record = { ...recordOf({ ...entry, pending }), failed };
        const replaced = entry.stored && await this.#records.replace(cid, record).catch(() => null);
        if (replaced || replaced === null || !entry.stored) { // else another tab was faster, and broadcasts its own
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
        this.#entries.drop(cid);
        this.#onChange();
        this.#broadcast({ type: "gone", cid });
    }

    /** Another tab has done something. */
    #handle({ type, record, frame, fields, cid }) {
        const entry = this.#entries.get(cid);
        if (type === "written") {
            this.#entries.addRecord(record);
        } else if (type === "settled") {
            this.#entries.settle(frame);
        } else if (type === "gone") {
            this.#entries.drop(cid);
        } else if (type === "signed-out") { // all of it was given up
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

/** @returns {Omit<import("../store/outbox-store.js").OutboxRecord, "n"|"account">} what is stored of an entry */
function recordOf({ person: { id, username, displayName }, pending: { cid, text, quote, change, epoch, at, tried, asked, anew, state, reason } }) {
    const failed = state === "failed" ? reason : undefined;
    return { cid, person: { id, username, displayName }, text, quote, change, epoch, at, tried, asked, anew, failed };
}
