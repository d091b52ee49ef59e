/**
 * The dialog that makes invitations and revokes them, for a room or for the server. The build joins it into a file of its own, which a
 * page loads when it first needs it, with its texts.
 * @module
 */
import { make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { loadOnDemand } from "../base/on-demand.js";
import { createInvite } from "../connection/account-requests.js";
import { inviteLink } from "./invite-link.js";
import { InviteList } from "./invite-list.js";
import { explainProblem } from "./room-problem.js";

const USES = [1, 5, 10, 25, 100, 1_000];
const USUAL_USES = 10;
const DAYS = [1, 7, 30, 90];
const USUAL_DAYS = 7;
const DAY_MS = 86_400_000;
const MARGIN_MS = 60_000; // of the longest expiry, for clocks that differ

const select = (id, values, usual, words) => make("select", { class: "field__input", id },
    ...values.map(value => make("option", { value, selected: value === usual }, words(value))));

const field = (label, input) => make("div", { class: "field" }, make("label", { class: "field__label", for: input.id }, label), input);

/** A form for a new invitation, the link that was made last, and the open invitations. */
class InviteDialog {
    #room;
    #uses = select("invite-uses", USES, USUAL_USES, count => t("invite.people", { count }));
    #days = select("invite-days", DAYS, USUAL_DAYS, count => t("invite.days", { count }));
    #guest = make("input", { class: "choice__box", type: "checkbox", id: "invite-guest", "aria-describedby": "invite-guest-hint" });
    #made = make("div");
    #problem = make("div", { role: "alert" });
    #submit = make("button", { class: "button" }, t("invite.make"));
    #list;
    #dialog;

    constructor(room) {
        this.#room = room;
        this.#list = new InviteList(room?.id ?? null);
        const close = make("button", { class: "button button--plain", type: "button" }, t("rooms.close"));
        const form = make("form", { class: "dialog__form", novalidate: true },
            make("h2", { class: "dialog__title", id: "invite-title" },
                room === null ? t("invite.title.server") : t("invite.title.room", { name: room.title })),
            field(t("invite.uses"), this.#uses), field(t("invite.life"), this.#days),
            room === null ? null : make("div", { class: "choice" }, this.#guest,
                make("label", { class: "choice__label", for: "invite-guest" }, t("invite.guest")),
                make("p", { class: "choice__hint", id: "invite-guest-hint" }, t("invite.guest.hint"))),
            this.#problem, make("div", { class: "dialog__answers" }, close, this.#submit),
            this.#made, this.#list.element);
        this.#dialog = make("dialog", { class: "dialog public-rooms", "aria-labelledby": "invite-title" }, form);
        close.addEventListener("click", () => this.#dialog.close());
        form.addEventListener("submit", event => {
            event.preventDefault();
            this.#make();
        });
        this.#dialog.addEventListener("close", () => this.#dialog.remove());
    }

    show() {
        document.body.append(this.#dialog);
        this.#dialog.showModal();
        this.#list.load();
    }

    async #make() {
        if (this.#submit.hasAttribute("aria-busy")) {
            return;
        }
        this.#submit.setAttribute("aria-busy", "true");
        this.#problem.replaceChildren();
        try {
            const { link } = await createInvite({
                room: this.#room?.id, uses: Number(this.#uses.value), guest: this.#guest.checked,
                expiresAt: new Date(Date.now() + this.#days.value * DAY_MS - MARGIN_MS).toISOString(),
            });
            const { element, focus } = inviteLink(link);
            this.#made.replaceChildren(element);
            focus();
        } catch (error) {
            this.#problem.append(make("p", { class: "notice notice--bad" }, explainProblem(error)));
        } finally {
            this.#submit.removeAttribute("aria-busy");
        }
        this.#list.load();
    }
}

/**
 * Shows the dialog.
 *
 * @param {{id: number, title: string}|null} room null for the server
 */
export async function showInviteDialog(room) {
    await loadOnDemand("invite", "rooms");
    if (document.querySelector("dialog[open]") === null) { // the button was pressed twice
        new InviteDialog(room).show();
    }
}
