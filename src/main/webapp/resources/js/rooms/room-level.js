/**
 * Which messages of a room notify the reader, in its panel.
 * @module
 */
import { make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { explainProblem } from "./room-problem.js";

const LEVELS = ["all", "mentions", "none"];

/** The choice of the notification level; takes effect at once. */
export class RoomLevel {
    #save;
    #entry = null;
    #boxes = new Map(LEVELS.map(level => [level, make("input", {
        class: "choice__box", type: "radio", name: "level", id: `level-${level}`, value: level,
    })]));
    #problem = make("div", { role: "alert" });
    #element = make("fieldset", { class: "room-panel__part room-panel__level" },
        make("legend", { class: "room-panel__title" }, t("rooms.level")),
        ...LEVELS.map(level => make("div", { class: "choice" }, this.#boxes.get(level),
            make("label", { class: "choice__label", for: `level-${level}` }, t(`rooms.level.${level}`)))),
        this.#problem);

    /** @param {(room: number, level: string) => Promise<void>} save rejects if the server does */
    constructor(save) {
        this.#save = save;
        this.#element.addEventListener("change", ({ target }) => this.#choose(target.value));
    }

    /** @returns {HTMLElement} this part of the panel */
    get element() {
        return this.#element;
    }

    /** Begins with a room: removes the problem of another one. */
    reset() {
        this.#problem.replaceChildren();
    }

    /** @param {import("../conversation/roster-entry.js").Entry} entry of the room */
    show(entry) {
        this.#entry = entry;
        this.#boxes.get(entry.notify).checked = true;
    }

    async #choose(level) {
        const entry = this.#entry;
        this.reset();
        try {
            await this.#save(entry.room, level);
        } catch (error) {
            if (entry === this.#entry) {
                this.show(entry); // the level is as before
                this.#problem.append(make("p", { class: "notice notice--bad" }, explainProblem(error)));
            }
        }
    }
}
