/**
 * What the reader wrote for rooms that they have left since: unsent messages and drafts, to be copied or discarded.
 * @module
 */
import { isBlank } from "../base/text.js";

/** Finds such texts. Loads the list that shows them with the first one. */
export class Leftovers {
    #texts = [];
    #shown = false;
    #parts;

    /**
     * @param {object} parts
     * @param {import("../conversation/roster.js").Roster} parts.roster
     * @param {import("../conversation/conversations.js").Conversations} parts.conversations
     * @param {import("../conversation/outbox.js").Outbox} parts.outbox
     * @param {import("../store/drafts.js").Drafts} parts.drafts
     */
    constructor(parts) {
        this.#parts = parts;
        const { roster, outbox, drafts } = parts;
        roster.addEventListener("change", () => this.show());
        outbox.addEventListener("change", () => this.show());
        drafts.ready.then(() => this.show());
    }

    /** @returns {boolean} whether there is no such text */
    get isEmpty() {
        return this.#texts.length === 0;
    }

    /** Shows the present texts. */
    show() {
        this.#texts = this.#find();
        if (this.#shown || !this.isEmpty) {
            this.#shown = true;
            import("../people/leftover-list.js") // with the folder, since the build joins this module into a page's script
                .then(({ showLeftovers }) => showLeftovers(this.#texts, () => this.show()))
                .catch(() => {}); // no connection: the next change shows them
        }
    }

    /** @returns {import("../people/leftover-list.js").Leftover[]} */
    #find() {
        const { conversations, outbox, drafts } = this.#parts;
        const unsent = outbox.forGoneRooms.map(pending => ({
            key: pending.cid, text: pending.text ?? pending.change.message ?? "", discard: () => outbox.discard(pending),
        }));
        const drafted = drafts.all.filter(([key]) => conversations.isGone(key)).flatMap(([key, { text, edit }]) => [
            { key: `${key} text`, text, discard: () => drafts.save(key, { text: "", reply: undefined }) },
            { key: `${key} edit`, text: edit?.text ?? "", discard: () => drafts.save(key, { edit: undefined }) },
        ]);
        return [...unsent, ...drafted].filter(({ text }) => !isBlank(text));
    }
}
