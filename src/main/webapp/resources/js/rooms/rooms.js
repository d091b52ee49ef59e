/**
 * Rooms of several: the buttons of the list that make one and find one, and the button of the conversation's header that opens the
 * panel. The dialogs and the panel are loaded when they are first needed.
 * @module
 */
import { announce } from "../base/announcement.js";
import { t } from "../base/i18n.js";

/** The buttons for a new room, for browsing rooms, and for the details of the open room. */
export class Rooms {
    #parts;
    #conversation = null; // the open room of several
    #button = document.querySelector("#room-details");
    #views = null; // null until they are needed

    /**
     * @param {object} parts of the board: those of `RoomPanel` and of `RoomCommands`
     * @param {import("../conversation/roster.js").Roster} parts.roster
     */
    constructor(parts) {
        this.#parts = parts;
        const isBusy = () => document.querySelector("dialog[open]") !== null; // the button was pressed twice
        // a guest has neither of the two buttons
        document.querySelector("#new-room")?.addEventListener("click", () => this.#with(views => isBusy() || views.makeRoom()));
        document.querySelector("#browse-rooms")?.addEventListener("click", () => this.#with(views => isBusy() || views.browse()));
        this.#button.addEventListener("click", () => this.#with(({ panel }) => this.#conversation !== null && panel.toggle()));
        // before the listener of the shortcuts, which would leave the conversation by Escape
        document.addEventListener("keydown", event => this.#views?.panel.handleKey(event));
        parts.roster.addEventListener("change", ({ detail: { entry } }) => entry.room === this.#conversation?.room && this.#update());
    }

    /** @param {import("../conversation/conversation.js").Conversation|null} conversation the one on the screen now */
    opened(conversation) {
        this.#conversation = conversation?.account === null ? conversation : null;
        this.#update();
        this.#views?.panel.opened(this.#conversation);
    }

    /** Shows who has read a message. @param {number} room @param {number} message its id */
    showReaders(room, message) {
        this.#with(views => views.readers(room, message));
    }

    /** After a connect: brings the panel up to date, since the members may have changed meanwhile. */
    refresh() {
        this.#views?.panel.refresh();
    }

    /** Shows the number of members on the button of the header. */
    #update() {
        const entry = this.#conversation === null ? undefined : this.#parts.roster.byRoom(this.#conversation.room);
        this.#button.hidden = entry === undefined;
        if (entry !== undefined) {
            const label = t("room.details", { count: entry.memberCount });
            this.#button.setAttribute("aria-label", label);
            this.#button.title = label;
            this.#button.querySelector("span").textContent = entry.memberCount;
        }
    }

    async #with(run) {
        const RoomViews = await this.#load();
        if (RoomViews === null) {
            return;
        }
        if (this.#views === null) {
            this.#views = new RoomViews(this.#parts);
            this.#views.panel.opened(this.#conversation);
        }
        run(this.#views);
    }

    /** The browser loads the module once, and again after a failure. */
    async #load() {
        try {
            const { loadRoomViews } = await import("../rooms/room-views.js"); // with the folder, since the build joins this module into a page's script
            return await loadRoomViews();
        } catch {
            announce(t("view.unavailable"));
            return null;
        }
    }
}
