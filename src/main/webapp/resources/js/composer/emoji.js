/**
 * Emoji in the composer: the picker and the shortcodes. The list of emoji is loaded at the first use.
 * @module
 */
import { announce } from "../base/announcement.js";
import { language, t } from "../base/i18n.js";
import { EmojiPicker } from "./emoji-picker.js";
import { hasCode, replaceCodes } from "./emoji-search.js";
import { EmojiSuggestions } from "./emoji-suggestions.js";

/** @typedef {[emoji: string, codes: string, name: string, words: string]} EmojiEntry */

let list = null;

/** @returns {Promise<EmojiEntry[][]>} all emoji, by group; rejects if they cannot be loaded, and the next call tries again */
export function emojiList() {
    list ??= import(`./emoji/${language}.js`).then(loaded => loaded.default);
    list.catch(() => { list = null; });
    return list;
}

/** The emoji functions of a page with a composer. */
export class Emoji {
    #picker = null;
    #groups = null;
    #composer;

    /** @param {import("./composer.js").Composer} composer */
    constructor(composer) {
        this.#composer = composer;
        new EmojiSuggestions(composer, emojiList);
        composer.complete = (text, atOnce) => (hasCode(text) ? this.#complete(text, atOnce) : text);
        const button = document.querySelector("#emoji");
        button.addEventListener("click", () => this.pick(button, document.querySelector("#text"), emoji => composer.insert(emoji)));
    }

    #complete(text, atOnce) {
        const load = () => emojiList().then(groups => { this.#groups = groups; }, () => {});
        return this.#groups !== null ? replaceCodes(this.#groups, text) : atOnce ? text : load();
    }

    /**
     * Opens the picker.
     *
     * @param {Element} anchor the picker opens beside it
     * @param {HTMLElement} backTo gets the focus afterwards
     * @param {(emoji: string) => void} take called with the chosen emoji
     */
    async pick(anchor, backTo, take) {
        try {
            const groups = await emojiList();
            this.#picker ??= new EmojiPicker(groups);
            this.#picker.open(anchor, backTo, take);
        } catch {
            announce(t("emoji.unavailable"));
        }
    }
}
