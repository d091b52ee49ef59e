/**
 * The panel of a room: what it is, its members, and what one may do there. Beside the conversation on a wide screen; elsewhere
 * it covers the conversation.
 * @module
 */
import { debounced, icon, make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { isComposing } from "../base/keyboard.js";
import { AddPeople } from "./add-people.js";
import { MemberList } from "./member-list.js";
import { RoomAbout } from "./room-about.js";
import { RoomPicture } from "./room-picture.js";
import { RoomActions } from "./room-actions.js";
import { RoomLevel } from "./room-level.js";
import { isOutdated } from "./room-problem.js";

const RELOAD_AFTER_MS = 250; // several people are often added one after the other

/** The panel; the button of the conversation's header opens and closes it. */
export class RoomPanel {
    #roster;
    #commands;
    #conversation = null; // the open room of several
    #pane = document.querySelector("#conversation");
    #button = document.querySelector("#room-details");
    #picture = new RoomPicture();
    #about = new RoomAbout(change => this.#change(change));
    #level;
    #members;
    #add;
    #actions;
    #close = make("button", {
        class: "button button--quiet button--icon", type: "button", "aria-label": t("rooms.close"), title: t("rooms.close"),
    }, icon("close"));
    #panel;
    #reload = debounced(() => this.#isOpen && this.#members.reload(), RELOAD_AFTER_MS);

    /**
     * @param {object} parts
     * @param {{id: number, role: string}} parts.self
     * @param {import("../conversation/roster.js").Roster} parts.roster
     * @param {import("../conversation/people.js").People} parts.people
     * @param {import("../people/presence.js").Presence} parts.presence
     * @param {(presence: import("../people/presence.js").PersonPresence) => string} parts.presenceText
     * @param {import("../conversation/conversations.js").Conversations} parts.conversations
     * @param {import("./room-commands.js").RoomCommands} parts.commands
     */
    constructor({ self, roster, people, presence, presenceText, conversations, commands }) {
        this.#roster = roster;
        this.#commands = commands;
        this.#members = new MemberList({ self, people, presence, presenceText });
        this.#add = new AddPeople(self, id => this.#members.has(id));
        this.#actions = new RoomActions(self, commands);
        this.#level = new RoomLevel((room, level) => commands.notify(room, level));
        this.#panel = make("section", { class: "room-panel", id: "room-panel", "aria-labelledby": "room-panel-title", hidden: true },
            make("header", { class: "room-panel__head bar" },
                make("h2", { class: "room-panel__heading", id: "room-panel-title" }, t("rooms.panel")), this.#close),
            make("div", { class: "room-panel__body" },
                this.#picture.element, this.#about.element, this.#level.element, this.#add.element, this.#members.element,
                this.#actions.element));
        this.#pane.append(this.#panel);
        this.#button.setAttribute("aria-controls", this.#panel.id);
        this.#close.addEventListener("click", () => this.#hide());
        this.#members.addEventListener("change", () => this.#add.refresh());
        this.#add.addEventListener("tried", () => this.#reload());
        this.#actions.addEventListener("outdated", () => this.#reload());
        roster.addEventListener("change", ({ detail: { entry } }) => entry.room === this.#conversation?.room && this.#update());
        conversations.addEventListener("message", ({ detail: { frame } }) => (
            frame.event !== undefined && frame.room === this.#conversation?.room && this.#reload()));
        window.addEventListener("resize", () => this.#updateInert());
    }

    /**
     * Follows the conversation on the screen. A panel beside it then shows the other room; one that covers it closes.
     *
     * @param {import("../conversation/conversation.js").Conversation|null} conversation a room of several
     */
    opened(conversation) {
        const stays = this.#isOpen && !this.#covers;
        this.#conversation = conversation;
        this.#panel.hidden = true;
        if (stays && this.#entry !== undefined) {
            this.#fill();
        } else {
            this.#update();
        }
    }

    /** Opens the panel, or closes it. */
    toggle() {
        if (this.#isOpen) {
            this.#hide();
        } else {
            this.#show();
        }
    }

    /** Closes the panel by Escape. @param {KeyboardEvent} event of `keydown`, anywhere on the page */
    handleKey(event) {
        const busy = document.querySelector("dialog[open], :popover-open") !== null; // the dialog or menu handles the key
        if (event.key === "Escape" && this.#isOpen && !busy && !event.defaultPrevented && !isComposing(event)) {
            event.preventDefault(); // the next Escape leaves the conversation
            this.#hide();
        }
    }

    /** After a connect: loads the members again, since some may have changed meanwhile. */
    refresh() {
        this.#reload();
    }

    get #entry() {
        return this.#conversation === null ? undefined : this.#roster.byRoom(this.#conversation.room);
    }

    get #isOpen() {
        return !this.#panel.hidden;
    }

    get #covers() {
        return getComputedStyle(this.#panel).position === "absolute";
    }

    #show() {
        this.#fill();
        this.#close.focus();
    }

    #fill() {
        this.#panel.hidden = false;
        [this.#picture, this.#about, this.#level, this.#add, this.#actions].forEach(part => part.reset());
        this.#members.open(this.#entry);
        this.#update();
    }

    #hide() {
        this.#panel.hidden = true;
        this.#update();
        this.#button.focus();
    }

    /** Shows what the entry of the room says. Closes the panel if the reader is no member any more. */
    #update() {
        const entry = this.#entry;
        if (entry === undefined) {
            this.#panel.hidden = true;
        } else if (this.#isOpen) {
            [this.#picture, this.#about, this.#level, this.#add, this.#members, this.#actions].forEach(part => part.show(entry));
        }
        this.#button.setAttribute("aria-expanded", String(this.#isOpen));
        this.#updateInert();
    }

    /** Takes what the panel covers out of the reach of the keyboard and of screen readers. */
    #updateInert() {
        const covers = this.#isOpen && this.#covers;
        for (const each of this.#pane.children) {
            each.inert = covers && each !== this.#panel && each.popover === null;
        }
    }

    async #change(change) {
        try {
            await this.#commands.change(this.#conversation.room, change);
        } catch (error) {
            if (isOutdated(error)) {
                this.#reload();
            }
            throw error;
        }
    }
}
