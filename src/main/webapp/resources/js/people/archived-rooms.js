/**
 * The archived rooms below the list of people and rooms, folded.
 * @module
 */
import { t } from "../base/i18n.js";

/** The fold, shown if there are archived rooms. */
export class ArchivedRooms {
    /** The list of their rows. */
    list = document.querySelector("#archived-rooms-list");
    #fold = document.querySelector("#archived-rooms");
    #filtered = false;

    /** Unfolds the rooms if a row is one of theirs. @param {HTMLLIElement|undefined} row that of the open conversation */
    reveal(row) {
        this.#fold.open ||= row !== undefined && this.list.contains(row);
    }

    /**
     * Shows the number of rooms, and unfolds those that a filter has found.
     *
     * @param {boolean} filtered whether the list is filtered
     */
    show(filtered) {
        const count = [...this.list.children].filter(row => !row.hidden).length;
        this.#fold.hidden = count === 0;
        this.#fold.firstElementChild.textContent = t("people.archived", { count });
        if (filtered !== this.#filtered) {
            this.#filtered = filtered;
            this.#fold.open = filtered;
        }
    }
}
