/**
 * The dialog in which a person chooses the square of a picture that others see. The browser decodes the picture and makes the square, so
 * that what is sent is small, upright, and without metadata, whatever the file was.
 * @module
 */
import { make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { loadOnDemand } from "../base/on-demand.js";

const SIDE = 512; // pixels; the server reduces them
const MAX_BYTES = 262_144; // of the body of a request
const QUALITY = 0.9;
const MAX_ZOOM = 4;
const STEPS = 100; // of each slider

const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
const blobOf = (canvas, type) => new Promise(resolve => canvas.toBlob(resolve, type, QUALITY));

function slider(name, value) {
    const input = make("input", { type: "range", min: 0, max: STEPS, value, step: "any", class: "crop__slider" });
    return { input, element: make("label", { class: "field__label" }, t(`picture.${name}`), input) };
}

class PictureCropper {
    #picture;
    #canvas = make("canvas", { width: SIDE, height: SIDE, class: "crop", "aria-hidden": "true" }); // the sliders do the same
    #zoom = slider("zoom", 0);
    #across = slider("across", STEPS / 2);
    #down = slider("down", STEPS / 2);

    /** @param {ImageBitmap} picture */
    constructor(picture) {
        this.#picture = picture;
        [this.#zoom, this.#across, this.#down].forEach(({ input }) => input.addEventListener("input", () => this.#draw()));
        this.#canvas.addEventListener("pointerdown", event => this.#canvas.setPointerCapture(event.pointerId));
        this.#canvas.addEventListener("pointermove", event => this.#drag(event));
        this.#canvas.addEventListener("wheel", event => this.#wheel(event));
        this.#draw();
    }

    /** Shows the dialog. @returns {Promise<Blob|null>} the square, null if the person cancels */
    async choose() {
        const answer = (value, look) => make("button", { class: `button ${look}`, value }, t(`picture.${value}`));
        const dialog = make("dialog", { class: "dialog", "aria-labelledby": "crop-title" },
            make("form", { method: "dialog", class: "dialog__form" },
                make("h2", { class: "dialog__title", id: "crop-title" }, t("picture.title")),
                this.#canvas, this.#zoom.element, this.#across.element, this.#down.element,
                make("div", { class: "dialog__answers" }, answer("cancel", "button--plain"), answer("use", ""))));
        document.body.append(dialog);
        dialog.showModal();
        await new Promise(resolve => dialog.addEventListener("close", resolve, { once: true }));
        dialog.remove();
        return dialog.returnValue === "use" ? this.#encode() : null;
    }

    /** The side of the square, and how far it can move, in pixels of the picture. */
    get #square() {
        const { width, height } = this.#picture;
        const side = Math.min(width, height) / (1 + (MAX_ZOOM - 1) * this.#zoom.input.valueAsNumber / STEPS);
        return { side, across: width - side, down: height - side };
    }

    #draw() {
        const { side, across, down } = this.#square;
        const context = this.#canvas.getContext("2d");
        context.imageSmoothingQuality = "high";
        context.clearRect(0, 0, SIDE, SIDE);
        context.drawImage(this.#picture, across * this.#across.input.valueAsNumber / STEPS,
            down * this.#down.input.valueAsNumber / STEPS, side, side, 0, 0, SIDE, SIDE);
    }

    #drag({ pointerId, movementX, movementY }) {
        if (!this.#canvas.hasPointerCapture(pointerId)) {
            return;
        }
        const { side, across, down } = this.#square;
        const scale = side / this.#canvas.clientWidth;
        const move = ({ input }, pixels, room) => {
            input.value = room === 0 ? STEPS / 2 : clamp(input.valueAsNumber - pixels * scale * STEPS / room, 0, STEPS);
        };
        move(this.#across, movementX, across);
        move(this.#down, movementY, down);
        this.#draw();
    }

    #wheel(event) {
        event.preventDefault();
        this.#zoom.input.value = clamp(this.#zoom.input.valueAsNumber - Math.sign(event.deltaY) * STEPS / 20, 0, STEPS);
        this.#draw();
    }

    async #encode() {
        const png = await blobOf(this.#canvas, "image/png");
        if (png.size <= MAX_BYTES) {
            return png;
        }
        const context = this.#canvas.getContext("2d");
        context.globalCompositeOperation = "destination-over"; // JPEG would show black through transparent pixels
        context.fillStyle = "white";
        context.fillRect(0, 0, SIDE, SIDE);
        return blobOf(this.#canvas, "image/jpeg");
    }
}

/**
 * Lets a person choose a square of a picture.
 *
 * @param {File} file
 * @returns {Promise<Blob|null>} a PNG or JPEG of at most 262,144 bytes; null if the person cancels
 * @throws {Error} with a sentence as `detail` if the browser cannot decode the file, without if it cannot load the dialog
 */
export async function cropPicture(file) {
    await loadOnDemand("picture");
    const picture = await createImageBitmap(file).catch(() => {
        throw Object.assign(new Error("not decoded"), { detail: t("picture.unreadable") });
    });
    try {
        return await new PictureCropper(picture).choose();
    } finally {
        picture.close();
    }
}
