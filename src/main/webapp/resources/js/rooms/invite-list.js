/**
 * The open invitations, each with a button that revokes it.
 * @module
 */
import { announce } from "../base/announcement.js";
import { askToConfirm } from "../base/confirm-dialog.js";
import { make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { inFull } from "../base/time-format.js";
import { fetchInvites, revokeInvite } from "../connection/account-requests.js";
import { PagedList } from "./paged-list.js";
import { PagedView } from "./paged-view.js";
import { explainProblem } from "./room-problem.js";

/** @returns {string} what an invitation is for; the reader may not see the name of each room */
const target = ({ room, title }) => (room === undefined ? t("invite.forServer")
    : title === undefined ? t("invite.ofRoom") : t("invite.forRoom", { name: title }));

/** The invitations into a room, or those that an administrator sees. */
export class InviteList {
    #list;
    #problem = make("div", { role: "alert" });
    #title = make("h3", { class: "room-panel__title", tabindex: -1 }, t("invite.list"));
    #element;

    /** @param {number|null} room null for all that the reader may see */
    constructor(room) {
        this.#list = new PagedList((query, after, limit) => fetchInvites(room, after, limit), "invites", ({ id }) => id);
        const view = new PagedView(this.#list, {
            label: t("invite.list"), keyOf: ({ id }) => id, makeRow: invite => this.#makeRow(invite, room === null), none: () => t("invite.none"),
        });
        this.#element = make("section", {}, this.#title, this.#problem, view.element);
    }

    /** @returns {HTMLElement} the list with its title */
    get element() {
        return this.#element;
    }

    /** Loads the invitations. */
    load() {
        this.#list.reload();
    }

    #makeRow(invite, namesTarget) {
        const { id, guest, expiresAt, maker } = invite;
        const left = make("b");
        const until = [t("invite.until", { time: inFull(expiresAt) }), guest ? t("invite.ofGuests") : null].filter(words => words !== null);
        const lines = [namesTarget ? target(invite) : null, t("invite.madeBy", { name: maker.displayName }), until.join(" · ")];
        const about = make("div", { class: "public-room__about", id: `invite-${id}` }, left,
            ...lines.filter(line => line !== null).map(line => make("p", { class: "public-room__members", dir: "auto" }, line)));
        const button = make("button", { class: "button button--plain", type: "button", "aria-describedby": about.id }, t("invite.revoke"));
        button.addEventListener("click", () => this.#revoke(id));
        return {
            element: make("li", { class: "public-room" }, about, button),
            show: invite => {
                left.textContent = t("invite.left", { left: invite.usesLeft, uses: invite.uses });
            },
        };
    }

    async #revoke(id) {
        if (!await askToConfirm(t("invite.revoke.ask"), t("invite.revoke.words"), t("rooms.cancel"), t("invite.revoke"))) {
            return;
        }
        this.#problem.replaceChildren();
        try {
            await revokeInvite(id);
            announce(t("invite.revoked"), false);
        } catch (error) {
            this.#problem.append(make("p", { class: "notice notice--bad" }, explainProblem(error)));
        }
        this.load();
        this.#title.focus(); // the row with the focus is gone
    }
}
