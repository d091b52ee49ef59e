/**
 * Shows a {@link PagedList}: its rows, a button for more, and a sentence while it loads, after a failure, and if it is empty.
 * @module
 */
import { make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { explainProblem } from "./room-problem.js";

/**
 * A row of the list, which stays as long as its item does, and with it the focus.
 *
 * @typedef {{element: HTMLLIElement, show: (item: object) => void}} Row
 */

/** The rows of a list that is loaded page by page. */
export class PagedView {
    #list;
    #keyOf;
    #makeRow;
    #none;
    #isShown;
    #said = ""; // what the status says
    #rows = new Map(); // key of an item → Row
    #items;
    #status = make("div", { class: "paged__status", role: "status" });
    #button = make("button", { class: "button button--plain paged__more", type: "button", hidden: true });
    #nearEnd = new IntersectionObserver(([{ isIntersecting }]) => (
        isIntersecting && this.#list.failure === null && this.#list.loadMore()));
    #element;

    /**
     * @param {import("./paged-list.js").PagedList} list
     * @param {object} view
     * @param {string} view.label of the list
     * @param {(item: object) => number} view.keyOf id of an item
     * @param {(item: object) => Row} view.makeRow makes the row of an item; `show` fills it
     * @param {(query: string) => string|Node} view.none what is shown if there are no items
     * @param {(item: object) => boolean} [view.isShown] whether an item has a row
     */
    constructor(list, { label, keyOf, makeRow, none, isShown = () => true }) {
        this.#list = list;
        this.#keyOf = keyOf;
        this.#makeRow = makeRow;
        this.#none = none;
        this.#isShown = isShown;
        this.#items = make("ul", { class: "paged__items", "aria-label": label });
        this.#element = make("div", { class: "paged" }, this.#items, this.#status, this.#button);
        this.#button.addEventListener("click", () => (list.failure === null ? list.loadMore() : list.retry()));
        list.addEventListener("change", () => this.show());
    }

    /** @returns {HTMLElement} the list */
    get element() {
        return this.#element;
    }

    /** Shows the items as they are now; needed if something else has changed that rows show. */
    show() {
        const { items, loading, failure, hasMore } = this.#list;
        const rows = items.filter(this.#isShown).map(item => this.#row(item));
        this.#place(rows);
        this.#items.hidden = rows.length === 0;
        this.#say(rows.length > 0);
        this.#element.setAttribute("aria-busy", String(loading));
        this.#button.hidden = failure === null && !hasMore;
        this.#button.textContent = t(failure === null ? "rooms.more" : "rooms.retry");
        this.#nearEnd.unobserve(this.#button); // so that a button that is still visible is noticed again
        this.#nearEnd.observe(this.#button);
    }

    #row(item) {
        const key = this.#keyOf(item);
        const row = this.#rows.get(key) ?? this.#makeRow(item);
        this.#rows.set(key, row);
        row.show(item);
        return row.element;
    }

    /** Leaves rows that are in their place untouched, so that they keep the focus. */
    #place(rows) {
        const wanted = new Set(rows);
        for (const [key, { element }] of this.#rows) {
            if (!wanted.has(element)) {
                element.remove();
                this.#rows.delete(key);
            }
        }
        let at = this.#items.firstElementChild;
        for (const row of rows) {
            if (row === at) {
                at = at.nextElementSibling;
            } else {
                this.#items.insertBefore(row, at);
            }
        }
    }

    #say(hasRows) {
        const { loading, failure, hasMore, query } = this.#list;
        const words = failure !== null ? explainProblem(failure)
            : hasRows ? "" : loading || hasMore ? t("rooms.loading") : null;
        const said = words ?? `none ${query}`;
        if (said !== this.#said) { // a screen reader would read the same words again, and a button in them lose the focus
            this.#said = said;
            this.#status.replaceChildren(words ?? this.#none(query));
        }
    }
}
