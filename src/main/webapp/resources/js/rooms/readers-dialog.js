/**
 * The dialog that lists who has read a message.
 * @module
 */
import { avatar } from "../base/avatar.js";
import { make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { fetchReaders } from "../connection/room-requests.js";
import { PagedList } from "./paged-list.js";
import { PagedView } from "./paged-view.js";

function row() {
    const element = make("li", { class: "member" });
    return {
        element,
        show: person => element.replaceChildren(avatar(person, "s"), make("span", { class: "member__names" },
            make("span", { class: "member__name", dir: "auto" }, person.displayName), " ",
            make("span", { class: "member__username" }, `@${person.username}`))),
    };
}

/**
 * Shows the dialog.
 *
 * @param {number} room
 * @param {number} message its id
 */
export function showReadersDialog(room, message) {
    const list = new PagedList((query, after, limit) => fetchReaders(room, message, after, limit), "readers", ({ id }) => id);
    const view = new PagedView(list, {
        label: t("rooms.readers.title"),
        keyOf: ({ id }) => id,
        makeRow: row,
        none: () => t("rooms.readers.none"),
    });
    const dialog = make("dialog", { class: "dialog public-rooms", "aria-labelledby": "readers-title" },
        make("form", { method: "dialog", class: "dialog__form" },
            make("h2", { class: "dialog__title", id: "readers-title" }, t("rooms.readers.title")),
            make("div", { class: "public-rooms__list" }, view.element),
            make("div", { class: "dialog__answers" }, make("button", { class: "button button--plain" }, t("rooms.close")))));
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    list.search("");
}
