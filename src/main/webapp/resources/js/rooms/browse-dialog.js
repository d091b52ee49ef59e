/**
 * The dialog that lists the public rooms, to join and open them.
 * @module
 */
import { debounced, make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { fetchPublicRooms } from "../connection/room-requests.js";
import { PagedList } from "./paged-list.js";
import { PagedView } from "./paged-view.js";
import { explainProblem, isOutdated } from "./room-problem.js";

const SEARCH_AFTER_MS = 180;

/** The public rooms by name, with a search field. */
class BrowseDialog {
    #join;
    #makeOne;
    #list = new PagedList(fetchPublicRooms, "rooms", ({ room }) => room);
    #find = make("input", { class: "field__input", type: "search", id: "find-room", autocomplete: "off", spellcheck: "false" });
    #dialog;

    constructor({ join, makeOne }) {
        this.#join = join;
        this.#makeOne = makeOne;
        const view = new PagedView(this.#list, {
            label: t("rooms.browse.title"),
            keyOf: ({ room }) => room,
            makeRow: () => this.#makeRow(),
            none: query => (query === "" ? this.#noRooms() : t("rooms.browse.notFound", { name: query })),
        });
        const search = () => this.#list.search(this.#find.value.trim());
        this.#find.addEventListener("input", debounced(search, SEARCH_AFTER_MS));
        this.#dialog = make("dialog", { class: "dialog public-rooms", "aria-labelledby": "browse-title" },
            make("form", { method: "dialog", class: "dialog__form" },
                make("h2", { class: "dialog__title", id: "browse-title" }, t("rooms.browse.title")),
                make("div", { class: "field" },
                    make("label", { class: "field__label", for: "find-room" }, t("rooms.browse.find")), this.#find),
                make("div", { class: "public-rooms__list" }, view.element),
                make("div", { class: "dialog__answers" }, make("button", { class: "button button--plain" }, t("rooms.close")))));
        this.#find.addEventListener("keydown", event => event.key === "Enter" && event.preventDefault()); // else it would close
        this.#dialog.addEventListener("close", () => this.#dialog.remove());
    }

    show() {
        document.body.append(this.#dialog);
        this.#dialog.showModal();
        this.#find.focus();
        this.#list.search("");
    }

    #makeRow() {
        const name = make("b", { class: "public-room__name", dir: "auto" });
        const topic = make("p", { class: "public-room__topic", dir: "auto" });
        const members = make("p", { class: "public-room__members" });
        const problem = make("p", { class: "field__error", role: "alert" });
        const button = make("button", { class: "button button--plain", type: "button" });
        let shown = null;
        button.addEventListener("click", () => this.#enter(shown, button, problem));
        return {
            element: make("li", { class: "public-room" },
                make("div", { class: "public-room__about" }, name, topic, members, problem), button),
            show: room => {
                shown = room;
                name.textContent = room.name;
                topic.textContent = room.topic ?? "";
                members.textContent = t("rooms.members", { count: room.memberCount });
                button.textContent = t(room.member ? "rooms.browse.open" : "rooms.browse.join");
                button.setAttribute("aria-label", t(room.member ? "rooms.browse.openNamed" : "rooms.browse.joinNamed", { name: room.name }));
            },
        };
    }

    async #enter({ room, member }, button, problem) {
        if (button.hasAttribute("aria-busy")) {
            return;
        }
        button.setAttribute("aria-busy", "true");
        problem.textContent = "";
        try {
            await this.#join(room, member);
            this.#dialog.close();
        } catch (error) {
            problem.textContent = explainProblem(error);
            if (isOutdated(error)) {
                this.#list.reload();
            }
        } finally {
            button.removeAttribute("aria-busy");
        }
    }

    #noRooms() {
        const button = make("button", { class: "link-button", type: "button" }, t("rooms.browse.makeOne"));
        button.addEventListener("click", () => {
            this.#dialog.close();
            this.#makeOne();
        });
        return make("p", {}, `${t("rooms.browse.none")} `, button);
    }
}

/**
 * Shows the dialog.
 *
 * @param {object} actions
 * @param {(room: number, member: boolean) => Promise<void>} actions.join joins a room, unless the reader is a member, and
 *     opens it; rejects if the server does
 * @param {() => void} actions.makeOne shows the dialog that makes a room
 */
export const showBrowseDialog = actions => new BrowseDialog(actions).show();
