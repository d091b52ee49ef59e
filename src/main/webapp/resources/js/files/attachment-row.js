/**
 * One chosen file above the text: name, size and progress, buttons to retry and to remove it, and for a picture its alternative text.
 * @module
 */
import { icon, make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { nameParts } from "./file-name.js";
import { progressOf, stateOf } from "./file-progress.js";

const PICTURES = ["image/png", "image/jpeg", "image/gif", "image/webp"];
const LONGEST_ALT = 500; // characters; the server has the same limit

/** The element of a chosen file. */
export class AttachmentRow {
    #file;
    #picture = make("span", { class: "attachment__picture" }, icon("file"));
    #state = make("span", { class: "attachment__state" });
    #progress;
    #retry;
    #remove;
    #url = null;

    /**
     * @param {import("../store/file-store.js").OutgoingFile} file
     * @param {{remove: () => void, retry: () => void, describe: (alt: string) => void}} actions
     */
    constructor(file, { remove, retry, describe }) {
        const { key, name, type, voiceMs } = file;
        this.#file = file;
        this.#progress = make("progress", { class: "attachment__progress", max: 100, "aria-label": t("upload.progress", { name }) });
        this.#retry = button("retry", t("upload.retry"), t("upload.retry.of", { name }), retry);
        this.#remove = make("button", {
            class: "button button--quiet button--icon attachment__remove", type: "button",
            "aria-label": t("upload.remove", { name }), title: t("upload.remove", { name }),
        }, icon("close"));
        this.#remove.addEventListener("click", remove);
        /** The element. */
        this.element = make("li", { class: "attachment", "data-key": key },
            this.#picture,
            make("div", { class: "attachment__about" },
                make("span", { class: "file-name", dir: "auto", title: name }, ...nameParts(voiceMs === undefined ? name : t("upload.voice"))),
                make("span", { class: "attachment__line" }, this.#state, this.#retry), this.#progress),
            this.#remove,
            PICTURES.includes(type) ? this.#alt(describe) : null);
        this.update();
    }

    #alt(describe) {
        const field = make("input", {
            class: "field__input attachment__alt", maxlength: LONGEST_ALT, value: this.#file.alt ?? "", dir: "auto",
            placeholder: t("upload.describe"), "aria-label": t("upload.describe.of", { name: this.#file.name }), autocomplete: "off",
        });
        field.addEventListener("change", () => describe(field.value.trim()));
        field.addEventListener("keydown", event => {
            if (event.key === "Enter") { // the field is part of the composer, which Enter would send
                event.preventDefault();
                field.dispatchEvent(new Event("change"));
            }
        });
        return field;
    }

    /** Shows the picture itself instead of an icon. @param {Blob} [blob] the file, once it was read */
    preview(blob) {
        if (blob !== undefined && PICTURES.includes(this.#file.type)) {
            this.#url = URL.createObjectURL(blob);
            this.#picture.replaceChildren(make("img", { src: this.#url, alt: "" }));
        }
    }

    /** Shows the present state. */
    update() {
        const { error, done = false } = this.#file;
        this.#state.textContent = stateOf(this.#file);
        this.element.classList.toggle("attachment--failed", error !== undefined);
        const focused = document.activeElement === this.#retry;
        this.#retry.hidden = error === undefined;
        if (focused && error === undefined) {
            this.#remove.focus();
        }
        this.#progress.hidden = done || error !== undefined;
        this.#progress.value = progressOf(this.#file);
    }

    /** Focuses what a person can do about the file. */
    focus() {
        (this.#retry.hidden ? this.#remove : this.#retry).focus();
    }

    /** Frees what the row holds. */
    close() {
        if (this.#url !== null) {
            URL.revokeObjectURL(this.#url);
        }
    }
}

function button(name, label, title, act) {
    const made = make("button", { class: `link-button attachment__${name}`, type: "button", "aria-label": title }, label);
    made.addEventListener("click", act);
    return made;
}
