/**
 * The list that completes `:shortcodes:` in the composer.
 * @module
 */
import { make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { begunCode, findEmoji, hasCode, replaceCodes } from "./emoji-search.js";
import { SuggestionList } from "./suggestion-list.js";

const MOST = 7;

/** Suggests emoji during typing. */
export class EmojiSuggestions {
    #composer;
    #load;
    #field = document.querySelector("#text");
    #list;
    #offered = [];
    #start = 0;

    /**
     * @param {import("./composer.js").Composer} composer
     * @param {() => Promise<import("./emoji.js").EmojiEntry[][]>} load
     */
    constructor(composer, load) {
        this.#composer = composer;
        this.#load = load;
        this.#list = new SuggestionList(composer, "suggestions", t("emoji.suggestions"), at => this.#take(at));
        this.#field.addEventListener("input", event => this.typed(event));
        this.#field.addEventListener("compositionend", () => this.#typed(true));
    }

    /** Suggests emoji after a change of the text. @param {InputEvent} event */
    typed({ inputType, isComposing }) {
        this.#typed(!isComposing && inputType?.startsWith("insert"));
    }

    get #before() {
        return this.#field.value.slice(0, this.#field.selectionStart);
    }

    /**
     * Suggests emoji for the shortcode at the cursor, and replaces complete shortcodes.
     *
     * @param {boolean} added true after typing or pasting; false after a deletion, an undo or during a composition
     */
    async #typed(added) {
        const text = this.#field.value;
        if (begunCode(this.#before) === null && !hasCode(text)) {
            this.#list.hide();
            return;
        }
        let groups;
        try {
            groups = await this.#load();
        } catch {
            return; // no connection: the typed text stays
        }
        if (this.#field.value !== text) {
            return;
        }
        const writes = document.activeElement === this.#field; // the person may have left the field while the list was loaded
        if (added && writes && this.#before.endsWith(":")) { // the colon may complete a shortcode
            this.#replaceCodes(groups);
        }
        this.#offer(groups, begunCode(this.#before));
    }

    #replaceCodes(groups) {
        const before = this.#before;
        const replaced = replaceCodes(groups, before);
        if (replaced !== before) {
            let start = 0;
            while (replaced[start] === before[start]) {
                start++;
            }
            this.#composer.replace(start, before.length, replaced.slice(start));
        }
    }

    #offer(groups, begun) {
        this.#offered = begun === null ? [] : findEmoji(groups, begun.code, MOST);
        this.#start = begun?.start;
        this.#list.show(this.#offered.map(([emoji, codes]) => [make("span", { class: "suggestions__emoji" }, emoji),
            ` :${codes.split(" ").find(code => code.startsWith(begun.code)) ?? codes.split(" ")[0]}:`]));
    }

    #take(at) {
        const { value, selectionStart } = this.#field;
        const rest = value.slice(selectionStart);
        this.#list.hide();
        this.#composer.replace(this.#start, value.length - rest.trimStart().length, `${this.#offered[at][0]} `);
    }
}
