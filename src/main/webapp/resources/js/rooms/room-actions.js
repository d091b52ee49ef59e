/**
 * Invites into a room, leaves, archives or restores it, in its panel.
 * @module
 */
import { askToConfirm } from "../base/confirm-dialog.js";
import { make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { invite } from "./invite-button.js";
import { explainProblem, isOutdated } from "./room-problem.js";
import { rightsIn } from "./room-rules.js";

/** What the dialog of each action asks. */
const questions = {
    leave: ({ title, kind }) => askToConfirm(t("rooms.leave.ask", { title }),
        t(kind === "PUBLIC" ? "rooms.leave.words.public" : "rooms.leave.words"), t("rooms.leave.no"), t("rooms.leave")),
    archive: ({ title }) => askToConfirm(
        t("rooms.archive.ask", { title }), t("rooms.archive.words"), t("rooms.cancel"), t("rooms.archive")),
    restore: ({ title }) => askToConfirm(
        t("rooms.restore.ask", { title }), t("rooms.restore.words"), t("rooms.cancel"), t("rooms.restore"), ""),
};

/** The buttons at the end of the panel; each but that of invitations asks first. Dispatches `outdated` if the room is not as this page shows it. */
export class RoomActions extends EventTarget {
    #self;
    #entry = null;
    #invite = make("button", { class: "button button--plain", type: "button" }, t("rooms.invite"));
    #buttons = {
        leave: make("button", { class: "button button--plain", type: "button" }, t("rooms.leave")),
        archive: make("button", { class: "button button--plain", type: "button" }, t("rooms.archive")),
        restore: make("button", { class: "button button--plain", type: "button" }, t("rooms.restore")),
    };
    #problem = make("div", { role: "alert" });
    #element = make("div", { class: "room-panel__part" }, this.#problem, this.#invite, ...Object.values(this.#buttons));

    /**
     * @param {{role: string}} self the reader
     * @param {import("./room-commands.js").RoomCommands} commands
     */
    constructor(self, commands) {
        super();
        this.#self = self;
        const requests = {
            leave: room => commands.leave(room),
            archive: room => commands.change(room, { archived: true }),
            restore: room => commands.change(room, { archived: false }),
        };
        this.#invite.addEventListener("click", () => (
            invite({ id: this.#entry.room, title: this.#entry.title }, t("view.unavailable"))));
        for (const [action, button] of Object.entries(this.#buttons)) {
            button.addEventListener("click", () => this.#act(action, requests[action]));
        }
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
        const { invite: invites, archive, restore } = rightsIn(entry, this.#self.role === "ADMIN");
        this.#invite.hidden = !invites;
        this.#entry = entry;
        this.#buttons.archive.hidden = !archive;
        this.#buttons.restore.hidden = !restore;
    }

    async #act(action, request) {
        const entry = this.#entry;
        this.reset();
        if (!await questions[action](entry)) {
            return;
        }
        try {
            await request(entry.room);
            this.#buttons.leave.focus(); // the button that was pressed may be hidden now
        } catch (error) {
            if (entry === this.#entry) {
                this.#problem.append(make("p", { class: "notice notice--bad" }, explainProblem(error)));
            }
            if (isOutdated(error)) {
                this.dispatchEvent(new Event("outdated"));
            }
        }
    }
}
