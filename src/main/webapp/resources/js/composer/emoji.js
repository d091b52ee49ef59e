/**
 * Emoji in the composer: the picker and the shortcodes. The list of emoji and what shows it are loaded at the first use.
 * @module
 */
import { announce } from "../base/announcement.js";
import { language, t } from "../base/i18n.js";
import { begunCode, hasCode, replaceCodes } from "./emoji-search.js";

/** @typedef {[emoji: string, codes: string, name: string, words: string]} EmojiEntry */

let list = null;

const views = () => import("../composer/emoji-views.js"); // with the folder, since the build joins this module into a page's script

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
    #field = document.querySelector("#text");
    #typed = event => this.#suggest(event);

    /** @param {import("./composer.js").Composer} composer */
    constructor(composer) {
        this.#composer = composer;
        this.#field.addEventListener("input", this.#typed);
        composer.complete = (text, atOnce) => (hasCode(text) ? this.#complete(text, atOnce) : text);
        const button = document.querySelector("#emoji");
        button.addEventListener("click", () => this.pick(button, this.#field, emoji => composer.insert(emoji)));
    }

    /** Loads the suggestions when the first shortcode is typed. */
    async #suggest(event) {
        const { value, selectionStart } = this.#field;
        if (begunCode(value.slice(0, selectionStart)) === null && !hasCode(value)) {
            return;
        }
        this.#field.removeEventListener("input", this.#typed);
        try {
            const { EmojiSuggestions } = await views();
            new EmojiSuggestions(this.#composer, emojiList).typed(event);
        } catch {
            this.#field.addEventListener("input", this.#typed); // no connection: the next change of the text tries again
        }
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
            const [groups, { EmojiPicker }] = await Promise.all([emojiList(), views()]);
            this.#picker ??= new EmojiPicker(groups);
            this.#picker.open(anchor, backTo, take);
        } catch {
            announce(t("emoji.unavailable"));
        }
    }
}
