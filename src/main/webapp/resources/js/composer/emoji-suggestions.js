/**
 * The list that completes `:shortcodes:` in the composer.
 * @module
 */
import { make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { isComposing } from "../base/keyboard.js";
import { begunCode, findEmoji, hasCode, replaceCodes } from "./emoji-search.js";

const MOST = 7;

/** Suggests emoji during typing. Arrow keys select, Enter and Tab insert, Escape closes. */
export class EmojiSuggestions {
    #composer;
    #load;
    #field = document.querySelector("#text");
    #list = make("ul", { class: "suggestions", id: "suggestions", role: "listbox", "aria-label": t("emoji.suggestions"), hidden: true });
    #offered = [];
    #chosen = 0;
    #start = 0;

    /**
     * @param {import("./composer.js").Composer} composer
     * @param {() => Promise<import("./emoji.js").EmojiEntry[][]>} load
     */
    constructor(composer, load) {
        this.#composer = composer;
        this.#load = load;
        document.querySelector("#composer").append(this.#list);
        this.#field.setAttribute("aria-autocomplete", "list");
        this.#field.addEventListener("input", ({ inputType, isComposing: composes }) => (
            this.#typed(!composes && inputType?.startsWith("insert"))));
        this.#field.addEventListener("compositionend", () => this.#typed(true));
        composer.addEventListener("text", () => this.#hide());
        this.#field.addEventListener("blur", () => this.#hide());
        this.#field.addEventListener("keydown", event => this.#key(event), { capture: true });
        this.#list.addEventListener("pointerdown", event => { // comes before the field loses the focus, unlike click
            event.preventDefault();
            const at = [...this.#list.children].indexOf(event.target.closest("li"));
            this.#take(at);
        });
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
            this.#hide();
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
        if (this.#offered.length === 0) {
            this.#hide();
            return;
        }
        this.#start = begun.start;
        this.#list.replaceChildren(...this.#offered.map(([emoji, codes], at) => make("li", {
            class: "suggestions__item", role: "option", id: `suggestion-${at}`,
        }, make("span", { class: "suggestions__emoji" }, emoji), ` :${codes.split(" ").find(code => code.startsWith(begun.code))
            ?? codes.split(" ")[0]}:`)));
        this.#list.hidden = false;
        this.#field.setAttribute("aria-controls", "suggestions");
        this.#choose(0);
    }

    #choose(at) {
        this.#chosen = (at + this.#offered.length) % this.#offered.length;
        [...this.#list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === this.#chosen)));
        this.#field.setAttribute("aria-activedescendant", `suggestion-${this.#chosen}`);
    }

    #key(event) {
        if (this.#list.hidden || isComposing(event)) {
            return;
        }
        const keys = {
            ArrowDown: () => this.#choose(this.#chosen + 1),
            ArrowUp: () => this.#choose(this.#chosen - 1),
            Enter: () => this.#take(this.#chosen),
            Tab: () => this.#take(this.#chosen),
            Escape: () => this.#hide(),
        };
        if (Object.hasOwn(keys, event.key) && !event.shiftKey && !event.altKey && !event.ctrlKey) {
            event.preventDefault();
            event.stopImmediatePropagation();
            keys[event.key]();
        }
    }

    #take(at) {
        const entry = this.#offered[at];
        if (entry !== undefined) {
            const { value, selectionStart } = this.#field;
            const rest = value.slice(selectionStart);
            this.#hide();
            this.#composer.replace(this.#start, value.length - rest.trimStart().length, `${entry[0]} `);
        }
    }

    #hide() {
        this.#list.hidden = true;
        this.#offered = [];
        this.#field.removeAttribute("aria-activedescendant");
        this.#field.removeAttribute("aria-controls");
    }
}
