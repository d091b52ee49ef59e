/**
 * Rooms of several: the buttons of the list that make one and find one. Their dialogs are loaded when they are first needed.
 * @module
 */
import { announce } from "../base/announcement.js";
import { t } from "../base/i18n.js";

/** The buttons. */
export class Rooms {
    #parts;
    #views = null; // null until they are needed

    /** @param {object} parts of the board: those of `RoomCommands` */
    constructor(parts) {
        this.#parts = parts;
        const isBusy = () => document.querySelector("dialog[open]") !== null; // the button was pressed twice
        document.querySelector("#new-room").addEventListener("click", () => this.#with(views => isBusy() || views.makeRoom()));
        document.querySelector("#browse-rooms").addEventListener("click", () => this.#with(views => isBusy() || views.browse()));
    }

    async #with(run) {
        const { RoomViews } = await this.#load();
        if (RoomViews === undefined) {
            return;
        }
        this.#views ??= new RoomViews(this.#parts);
        run(this.#views);
    }

    /** The browser loads the module once, and again after a failure. */
    async #load() {
        try {
            return await import("../rooms/room-views.js"); // with the folder, since the build joins this module into a page's script
        } catch {
            announce(t("rooms.unavailable"));
            return {};
        }
    }
}
