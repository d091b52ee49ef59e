/**
 * The row of a member in the room's panel.
 * @module
 */
import { avatar } from "../base/avatar.js";
import { icon, make } from "../base/dom.js";
import { t } from "../base/i18n.js";

/** Avatar with presence, name, role, and the button of the menu. */
export class MemberRow {
    #account;
    #avatar;
    #name = make("span", { class: "member__name", dir: "auto" });
    #presence = make("span", { class: "visually-hidden" });
    #role = make("span", { class: "member__role" });
    #menu = make("button", {
        class: "button button--quiet button--icon", type: "button", "aria-haspopup": "menu",
    }, icon("more"));
    #element;

    /** @type {import("../connection/room-requests.js").Member} the member as it is shown */
    member;

    /**
     * @param {import("../connection/room-requests.js").Member} member
     * @param {boolean} isSelf whether it is the reader
     * @param {(button: HTMLElement, member: import("../connection/room-requests.js").Member) => void} openMenu
     */
    constructor(member, isSelf, openMenu) {
        const { account } = member;
        this.#account = account;
        this.#avatar = avatar(account, "s");
        this.#element = make("li", { class: "member", "data-account-id": account.id }, this.#avatar,
            make("span", { class: "member__names" },
                this.#name, " ", make("span", { class: "member__username" }, `@${account.username}`,
                    isSelf ? make("span", { class: "member__self" }, t("rooms.member.you")) : null),
                this.#presence),
            this.#role, this.#menu);
        this.#menu.addEventListener("click", () => openMenu(this.#menu, this.member));
    }

    /** @returns {HTMLLIElement} the row */
    get element() {
        return this.#element;
    }

    /**
     * @param {import("../connection/room-requests.js").Member} member
     * @param {string} name its present display name
     * @param {boolean} manageable whether the reader may change the member
     */
    show(member, name, manageable) {
        this.member = member;
        this.#name.textContent = name;
        this.#role.textContent = member.role === "OWNER" ? t("rooms.role.OWNER") : member.guest ? t("rooms.role.guest") : "";
        this.#menu.hidden = !manageable;
        this.#menu.setAttribute("aria-label", t("rooms.member.actions", { name }));
    }

    /**
     * @param {string} state such as `online`
     * @param {string} words the same for screen readers; empty if the presence is not known
     */
    showPresence(state, words) {
        this.#avatar.dataset.presence = state;
        this.#presence.textContent = words === "" ? "" : ` ${words}`;
    }
}
