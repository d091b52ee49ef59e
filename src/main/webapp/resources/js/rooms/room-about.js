/**
 * The name, the topic and the kind of a room in its panel, and the way to what was said there.
 * @module
 */
import { icon, make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { EditableText } from "./editable-text.js";
import { MAX_NAME, MAX_TOPIC, rightsIn } from "./room-rules.js";

/** Owners change the name and the topic in place. */
export class RoomAbout {
    #name;
    #topic;
    #kind = make("p", { class: "room-panel__kind" });
    #search = make("a", { class: "button button--plain" }, icon("search"), t("rooms.search"));
    #element;

    /** @param {(change: {name: string}|{topic: string}) => Promise<void>} change rejects if the server does */
    constructor(change) {
        this.#name = new EditableText({
            id: "panel-name", label: t("rooms.name"), action: t("rooms.name.edit"), className: "room-panel__name",
            limit: MAX_NAME, required: true, save: name => change({ name }),
        });
        this.#topic = new EditableText({
            id: "panel-topic", label: t("rooms.topic"), action: t("rooms.topic.edit"), className: "room-panel__topic",
            empty: t("rooms.topic.none"), limit: MAX_TOPIC, save: topic => change({ topic }),
        });
        this.#element = make("div", { class: "room-panel__part" }, this.#name.element, this.#topic.element, this.#kind, this.#search);
    }

    /** @returns {HTMLElement} this part of the panel */
    get element() {
        return this.#element;
    }

    /** Begins with another room: discards what was being typed. */
    reset() {
        this.#name.end();
        this.#topic.end();
    }

    /** @param {import("../conversation/roster-entry.js").Entry} entry of the room */
    show(entry) {
        const { room, title, topic, kind, archived } = entry;
        const { edit } = rightsIn(entry);
        this.#name.show(title, edit);
        this.#topic.show(topic ?? "", edit);
        this.#search.href = `/search?room=${room}`;
        this.#kind.textContent = archived ? t("rooms.archived.hint") : t(`rooms.kind.${kind}.about`);
    }
}
