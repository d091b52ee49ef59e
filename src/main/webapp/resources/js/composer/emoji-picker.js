/**
 * A grid of all emoji, with a search field.
 * @module
 */
import { make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { isComposing } from "../base/keyboard.js";
import { placeBeside } from "../base/menu.js";
import { findEmoji } from "./emoji-search.js";

const OFTEN = ["👍", "❤️", "😂", "🎉", "😮", "😢", "🙏", "👀", "✅", "🔥", "😊", "👏", "🤔", "💯", "🚀", "👋"];
const USED = "chatboard.emoji";
const MOST_FOUND = 96;

/** A picker that is reused for each choice. */
export class EmojiPicker {
    #groups;
    #take = () => {};
    #backTo = null;
    #find = make("input", { class: "field__input", type: "search", id: "find-emoji", autocomplete: "off", autocapitalize: "none", spellcheck: "false" });
    #grid = make("div", { class: "picker__grid" });
    #popover;

    /** @param {import("./emoji.js").EmojiEntry[][]} groups */
    constructor(groups) {
        this.#groups = groups;
        this.#find.placeholder = t("emoji.find");
        this.#popover = make("div", { class: "picker", popover: "auto", role: "dialog", "aria-label": t("emoji.label") },
            make("label", { class: "visually-hidden", for: "find-emoji" }, t("emoji.find")), this.#find, this.#grid);
        document.querySelector("#conversation").append(this.#popover);
        this.#find.addEventListener("input", () => this.#show());
        this.#popover.addEventListener("keydown", event => this.#key(event));
        this.#grid.addEventListener("click", ({ target }) => this.#chosen(target.closest("button")));
        this.#popover.addEventListener("toggle", ({ newState }) => {
            if (newState === "closed") {
                this.#backTo?.focus({ preventScroll: true });
            }
        });
    }

    /** Opens the picker; see `Emoji.pick`. */
    open(anchor, backTo, take) {
        this.#take = take;
        this.#backTo = backTo;
        this.#find.value = "";
        this.#show();
        this.#popover.showPopover();
        placeBeside(this.#popover, anchor);
        this.#grid.scrollTop = 0;
        if (matchMedia("(hover: hover)").matches) { // on a phone, the keyboard of the search field would cover the picker
            this.#find.focus({ preventScroll: true });
        } else {
            this.#grid.querySelector("button").focus({ preventScroll: true });
        }
    }

    #show() {
        const query = this.#find.value;
        if (query.trim() !== "") {
            const found = findEmoji(this.#groups, query, MOST_FOUND);
            this.#grid.replaceChildren(found.length === 0 ? make("p", { class: "picker__none", role: "status" }, t("emoji.none"))
                : make("div", { class: "picker__group" }, ...found.map(cell)));
        } else {
            const all = this.#groups.flat();
            const often = used().map(emoji => all.find(([each]) => each === emoji)).filter(entry => entry !== undefined);
            this.#grid.replaceChildren(make("h2", { class: "picker__title" }, t("emoji.often")), group(often),
                ...this.#groups.map(group));
        }
        this.#grid.querySelector("button")?.setAttribute("tabindex", "0");
    }

    #chosen(button) {
        if (button !== null) {
            const emoji = button.textContent;
            remember(emoji);
            this.#popover.hidePopover();
            this.#take(emoji);
        }
    }

    /** Moves the focus by arrow keys within the grid, and from the search field into the grid. */
    #key(event) {
        event.stopPropagation();
        if (isComposing(event)) {
            return;
        }
        const all = [...this.#grid.querySelectorAll("button")];
        const at = all.indexOf(document.activeElement);
        if (event.key === "Enter" && document.activeElement === this.#find) {
            event.preventDefault();
            this.#chosen(all[0] ?? null);
        } else if (at < 0 && event.key === "ArrowDown") {
            event.preventDefault();
            all[0]?.focus();
        } else if (at >= 0 && event.key.startsWith("Arrow")) {
            event.preventDefault();
            const next = neighbour(all, at, event.key);
            (next ?? (event.key === "ArrowUp" ? this.#find : null))?.focus();
        }
    }
}

const group = entries => make("div", { class: "picker__group" }, ...entries.map(cell));

const cell = ([emoji, codes, name]) => make("button", {
    class: "picker__emoji", type: "button", tabindex: -1, "aria-label": name, title: `${name}  :${codes.split(" ")[0]}:`,
}, emoji);

/** @returns {HTMLElement|undefined} the next emoji in a direction; for up and down, the nearest one in the next line */
function neighbour(all, at, key) {
    if (key === "ArrowLeft" || key === "ArrowRight") {
        return all[at + (key === "ArrowLeft" ? -1 : 1)];
    }
    const { left, top } = all[at].getBoundingClientRect();
    const step = key === "ArrowUp" ? -1 : 1;
    let line = at + step;
    while (all[line] !== undefined && all[line].getBoundingClientRect().top === top) {
        line += step;
    }
    const itsTop = all[line]?.getBoundingClientRect().top;
    let best = line;
    for (let each = line; all[each] !== undefined && all[each].getBoundingClientRect().top === itsTop; each += step) {
        const distance = of => Math.abs(all[of].getBoundingClientRect().left - left);
        best = distance(each) < distance(best) ? each : best;
    }
    return all[best];
}

/** @returns {string[]} the emoji used last, followed by popular ones */
function used() {
    try {
        return [...new Set([...JSON.parse(localStorage.getItem(USED) ?? "[]"), ...OFTEN])].slice(0, OFTEN.length);
    } catch {
        return OFTEN; // the browser blocks storage
    }
}

function remember(emoji) {
    try {
        localStorage.setItem(USED, JSON.stringify([...new Set([emoji, ...used()])].slice(0, OFTEN.length)));
    } catch {
        // the browser blocks storage, so nothing is remembered
    }
}
