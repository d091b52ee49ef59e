/**
 * What the reader wrote for rooms that they have left since: unsent messages and drafts, to be copied or discarded.
 * @module
 */
import { copy } from "../base/clipboard.js";
import { make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { isBlank } from "../base/text.js";

/** The section above the list of people, shown if there is such a text. */
export class Leftovers {
    #section = document.querySelector("#leftovers");
    #list = document.querySelector("#leftovers-list");
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
        return this.#section.hidden;
    }

    /** Shows the present texts. Leaves the element of a text that stays untouched, so that it keeps the focus. */
    show() {
        const texts = this.#texts();
        const keys = new Set(texts.map(({ key }) => key));
        const items = new Map([...this.#list.children].map(item => [item.dataset.key, item]));
        items.forEach((item, key) => keys.has(key) || this.#remove(item));
        texts.forEach((text, at) => {
            const item = items.get(text.key) ?? this.#make(text);
            const there = this.#list.children[at] ?? null;
            if (there !== item) {
                this.#list.insertBefore(item, there);
            }
        });
        this.#section.hidden = texts.length === 0;
    }

    /** @returns {{key: string, text: string, discard: () => void}[]} */
    #texts() {
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

    #make({ key, text, discard }) {
        const button = (name, run) => {
            const made = make("button", { class: "link-button", type: "button" }, name);
            made.addEventListener("click", run);
            return made;
        };
        return make("li", { class: "leftover", "data-key": key },
            make("p", { class: "leftover__text", dir: "auto" }, text),
            button(t("actions.copy"), () => copy(text, t("actions.copied"))),
            button(t("pending.discard"), () => {
                discard();
                this.show();
            }));
    }

    /** Removes an element. If a button in it has the focus, that of the next one gets it, otherwise the filter of the list. */
    #remove(item) {
        const focused = item.contains(document.activeElement);
        const next = item.nextElementSibling ?? item.previousElementSibling;
        item.remove();
        if (focused) {
            (next?.querySelector("button") ?? document.querySelector("#find")).focus();
        }
    }
}
