/**
 * The dialogs and the panel of rooms. The build joins this module and its imports into a file of its own, which a page loads when it
 * first needs it. So it may import no module whose state the page shares, such as the clock: those parts are handed to it.
 * @module
 */
import { loadOnDemand } from "../base/on-demand.js";
import { showBrowseDialog } from "./browse-dialog.js";
import { showNewRoomDialog } from "./new-room-dialog.js";
import { showReadersDialog } from "./readers-dialog.js";
import { RoomCommands } from "./room-commands.js";
import { RoomPanel } from "./room-panel.js";

/** @returns {Promise<typeof RoomViews>} resolves when the page has the texts and styles too; rejects if they cannot be loaded */
export async function loadRoomViews() {
    await loadOnDemand("rooms");
    return RoomViews;
}

/** The views of rooms on a board. */
class RoomViews {
    #commands;

    /** @param {object} parts of the board: those of `RoomPanel` and of `RoomCommands` */
    constructor(parts) {
        this.#commands = new RoomCommands(parts);
        /** The panel of the open room. */
        this.panel = new RoomPanel({ ...parts, commands: this.#commands });
    }

    /** Shows the dialog that makes a room, which is then opened. */
    makeRoom() {
        showNewRoomDialog((room, open) => {
            this.#commands.apply(room);
            if (open) {
                this.#commands.open(room.room);
            }
        });
    }

    /** Shows the dialog of the members who have read a message. @param {number} room @param {number} message its id */
    readers(room, message) {
        showReadersDialog(room, message);
    }

    /** Shows the dialog of the public rooms. */
    browse() {
        showBrowseDialog({ join: (room, member) => this.#commands.enter(room, member), makeOne: () => this.makeRoom() });
    }
}
