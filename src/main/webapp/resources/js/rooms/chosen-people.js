/**
 * People chosen in a form: each has a chip with a button that takes them out again.
 * @module
 */
import { avatar } from "../base/avatar.js";
import { icon, make } from "../base/dom.js";
import { t } from "../base/i18n.js";

/** The chips. Dispatches `remove` after a person was taken out. */
export class ChosenPeople extends EventTarget {
    #people = new Map(); // account id → person
    #list = make("ul", { class: "chosen", "aria-label": t("rooms.chosen"), hidden: true });

    /** @returns {HTMLElement} the chips */
    get element() {
        return this.#list;
    }

    /** @returns {number[]} account ids of the people, the first chosen first */
    get ids() {
        return [...this.#people.keys()];
    }

    /** @returns {boolean} whether the person with this account id is chosen */
    has(id) {
        return this.#people.has(id);
    }

    /** Adds a person. @param {import("../conversation/people.js").Person} person */
    add(person) {
        const remove = make("button", {
            class: "chosen__remove", type: "button", "aria-label": t("rooms.chosen.remove", { name: person.displayName }),
        }, icon("close"));
        const chip = make("li", { class: "chosen__person" },
            avatar(person, "s"), make("span", { class: "chosen__name", dir: "auto" }, person.displayName), remove);
        remove.addEventListener("click", () => this.#remove(person, chip));
        this.#people.set(person.id, person);
        this.#list.append(chip);
        this.#list.hidden = false;
    }

    #remove(person, chip) {
        const neighbour = chip.nextElementSibling ?? chip.previousElementSibling;
        this.#people.delete(person.id);
        chip.remove();
        this.#list.hidden = this.#people.size === 0;
        this.dispatchEvent(new Event("remove"));
        neighbour?.querySelector("button").focus();
    }
}
