/**
 * The picture of a room in its panel. Owners change it.
 * @module
 */
import { avatar, hueClass, showAvatar } from "../base/avatar.js";
import { make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { removeRoomPicture, saveRoomPicture } from "../connection/room-requests.js";
import { personOrRoom } from "../conversation/naming.js";
import { cropPicture } from "../people/picture-cropper.js";
import { explainProblem } from "./room-problem.js";
import { rightsIn } from "./room-rules.js";

const newButton = text => make("button", { class: "button button--plain", type: "button" }, text);

/** The picture, with buttons for owners. */
export class RoomPicture {
    #entry;
    #picture = avatar({ id: 0, displayName: "" }, "l");
    #file = make("input", { type: "file", accept: "image/*", hidden: true });
    #choose = newButton(t("rooms.picture.choose"));
    #remove = newButton(t("rooms.picture.remove"));
    #problem = make("div", { role: "alert" });
    #element = make("div", { class: "room-panel__part room-panel__picture" },
        this.#picture, this.#file, this.#choose, this.#remove, this.#problem);

    constructor() {
        this.#choose.addEventListener("click", () => this.#file.click());
        this.#file.addEventListener("change", () => {
            const [chosen] = this.#file.files;
            const { room } = this.#entry;
            this.#file.value = ""; // so that the same file can be chosen again
            if (chosen !== undefined) {
                this.#run(this.#choose, async () => {
                    const square = await cropPicture(chosen);
                    return square === null ? null : saveRoomPicture(room, square);
                });
            }
        });
        this.#remove.addEventListener("click", () => {
            const { room } = this.#entry;
            this.#run(this.#remove, () => removeRoomPicture(room));
        });
    }

    /** @returns {HTMLElement} this part of the panel */
    get element() {
        return this.#element;
    }

    /** Begins with another room: removes the problem of the former. */
    reset() {
        this.#problem.replaceChildren();
    }

    /** @param {import("../conversation/roster-entry.js").Entry} entry of the room */
    show(entry) {
        const { edit } = rightsIn(entry);
        this.#entry = entry;
        const shown = personOrRoom(entry);
        this.#picture.className = `avatar avatar--l ${hueClass(shown.id)}`;
        showAvatar(this.#picture, shown);
        this.#choose.hidden = !edit;
        this.#remove.hidden = !edit || entry.picture === undefined;
    }

    async #run(button, change) {
        if (button.getAttribute("aria-busy") === "true") {
            return;
        }
        button.setAttribute("aria-busy", "true");
        this.reset();
        try {
            await change();
        } catch (error) {
            const words = error.status === undefined ? error.detail : undefined; // of a file that is no picture
            this.#problem.append(make("p", { class: "notice notice--bad" }, words ?? explainProblem(error)));
        }
        button.removeAttribute("aria-busy");
        this.#choose.focus();
    }
}
