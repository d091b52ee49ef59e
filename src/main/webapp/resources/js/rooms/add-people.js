/**
 * Adds people to a room, one by one, in its panel.
 * @module
 */
import { announce } from "../base/announcement.js";
import { make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { fetchPeople, fetchPeopleAndGuests } from "../connection/account-requests.js";
import { putMember } from "../connection/room-requests.js";
import { PeopleSearch } from "./people-search.js";
import { explainProblem } from "./room-problem.js";
import { rightsIn } from "./room-rules.js";

/** A button that shows a search for people. Dispatches `tried` after a person was added, or was not. */
export class AddPeople extends EventTarget {
    #self;
    #room = null;
    #isOwner = false; // of the room: owners add guests too
    #taken = new Set(); // account ids that were added, or are being added
    #button = make("button", {
        class: "button button--plain", type: "button", "aria-expanded": "false", "aria-controls": "add-people",
    }, t("rooms.add"));
    #problems = make("div", { role: "alert" });
    #search;
    #section;
    #element;

    /**
     * @param {{role: string}} self the reader; a guest adds nobody
     * @param {(id: number) => boolean} isMember whether the person with an account id is known to be a member
     */
    constructor(self, isMember) {
        super();
        this.#self = self;
        this.#search = new PeopleSearch({
            id: "find-person", label: t("rooms.add.find"),
            fetchPage: (...page) => (this.#isOwner ? fetchPeopleAndGuests : fetchPeople)(...page),
            isOffered: ({ id }) => !this.#taken.has(id) && !isMember(id),
        });
        this.#section = make("div", { class: "add-people", id: "add-people", hidden: true }, this.#search.element, this.#problems);
        this.#element = make("div", { class: "room-panel__part" }, this.#button, this.#section);
        this.#button.addEventListener("click", () => this.#toggle());
        this.#search.addEventListener("choose", ({ detail: { person } }) => this.#add(person));
    }

    /** @returns {HTMLElement} this part of the panel */
    get element() {
        return this.#element;
    }

    /** Begins with a room: hides the search. */
    reset() {
        this.#taken.clear();
        this.#problems.replaceChildren();
        this.#section.hidden = true;
        this.#button.setAttribute("aria-expanded", "false");
    }

    /** @param {import("../conversation/roster-entry.js").Entry} entry of the room */
    show(entry) {
        this.#room = entry.room;
        this.#isOwner = entry.role === "OWNER";
        this.#element.hidden = this.#self.role === "GUEST" || !rightsIn(entry).add;
    }

    /** Offers other people, since the members have changed. */
    refresh() {
        this.#search.refresh();
    }

    #toggle() {
        const opens = this.#section.hidden;
        this.reset();
        if (opens) {
            this.#section.hidden = false;
            this.#button.setAttribute("aria-expanded", "true");
            this.#search.start();
            this.#search.focus();
        }
    }

    async #add({ id, displayName: name }) {
        const room = this.#room;
        this.#taken.add(id);
        this.#problems.replaceChildren();
        this.#search.refresh();
        try {
            await putMember(room, id);
            announce(t("rooms.add.done", { name }), false);
        } catch (error) {
            this.#taken.delete(id);
            this.#problems.append(make("p", { class: "notice notice--bad" },
                t("rooms.add.failed", { name, reason: explainProblem(error) })));
        }
        this.dispatchEvent(new Event("tried"));
    }
}
