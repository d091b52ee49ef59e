/**
 * A menu beside its anchor; on a narrow screen it slides in from below.
 * @module
 */
import { icon, make } from "./dom.js";

const GAP = 4; // px between the menu and its anchor

/** A menu that is reused for each opening. */
export class Menu {
    #popover = make("div", { class: "menu", popover: "auto", role: "menu" });
    #backTo = null;

    constructor() {
        document.querySelector("#conversation").append(this.#popover);
        this.#popover.addEventListener("keydown", event => this.#key(event));
        this.#popover.addEventListener("toggle", ({ newState }) => {
            if (newState === "closed" && (document.activeElement === document.body
                || this.#popover.contains(document.activeElement))) {
                this.#backTo?.focus({ preventScroll: true });
            }
        });
    }

    /** @returns {boolean} whether the menu is shown */
    get isOpen() {
        return this.#popover.matches(":popover-open");
    }

    /**
     * Fills the menu and shows it beside an anchor.
     *
     * @param {Element} anchor
     * @param {object} menu
     * @param {string} menu.label for screen readers
     * @param {{emoji?: string, words?: string, picture?: string, run: () => void}[]} menu.row actions side by side
     * @param {{words: string, picture: string, run: () => void}[]} menu.entries actions below each other
     * @param {HTMLElement} menu.backTo gets the focus when the menu closes; must be focusable
     */
    open(anchor, { label, row, entries, backTo }) {
        this.#backTo = backTo;
        this.#popover.setAttribute("aria-label", label);
        this.#popover.replaceChildren(
            ...row.length === 0 ? [] : [make("div", { class: "menu__row", role: "group" }, ...row.map(each => this.#item(each, true)))],
            ...entries.map(each => this.#item(each, false)));
        this.#popover.showPopover();
        placeBeside(this.#popover, anchor);
        this.#popover.querySelector("button").focus({ preventScroll: true });
    }

    #item({ emoji, words, picture, run }, inRow) {
        const made = make("button", {
            class: "menu__item", type: "button", role: "menuitem", tabindex: -1,
            "aria-label": inRow ? words : null, title: inRow ? words : null,
        }, emoji ?? icon(picture), inRow ? null : make("span", {}, words));
        made.addEventListener("click", () => {
            this.#popover.hidePopover();
            run();
        });
        return made;
    }

    #key(event) {
        const items = [...this.#popover.querySelectorAll("button")];
        const at = items.indexOf(document.activeElement);
        const to = {
            ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: items.length - 1,
        }[event.key];
        if (to !== undefined) {
            event.preventDefault();
            items[(to + items.length) % items.length].focus();
        } else if (event.key === "Tab") {
            event.preventDefault();
            this.#popover.hidePopover();
        }
        event.stopPropagation();
    }
}

/**
 * Places a floating element beside an anchor: below it if there is room, and always within the window.
 *
 * @param {HTMLElement} floating visible; its CSS uses `--x` and `--y`
 * @param {Element} anchor
 */
export function placeBeside(floating, anchor) {
    const { left, right, top, bottom } = anchor.getBoundingClientRect();
    const { width, height } = floating.getBoundingClientRect();
    const x = left + width <= innerWidth - GAP ? left : right - width;
    const y = bottom + GAP + height <= innerHeight ? bottom + GAP : top - GAP - height;
    floating.style.setProperty("--x", `${Math.max(GAP, Math.min(x, innerWidth - width - GAP))}px`);
    floating.style.setProperty("--y", `${Math.max(GAP, Math.min(y, innerHeight - height - GAP))}px`);
}
