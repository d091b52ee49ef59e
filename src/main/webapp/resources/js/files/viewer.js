/**
 * The viewer: one picture of the conversation at a time, as large as the window. The build joins this module and its imports into a file
 * of its own, which a page loads when it first needs it, with its texts and styles. So it may import no module whose state the page shares.
 * @module
 */
import { icon, make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { loadOnDemand } from "../base/on-demand.js";
import { isAnimated, movingPicture } from "./animation.js";
import { addressOfFile, isThere, thumbnailOf } from "./file-address.js";
import { nameParts } from "./file-name.js";
import { PictureZoom } from "./picture-zoom.js";

/** @typedef {{link: HTMLElement, file: import("./file-address.js").StoredFile}} Shown a picture in the conversation */

const button = (name, picture, action) => {
    const made = make("button", {
        class: `button button--quiet button--icon viewer__${name}`, type: "button", "aria-label": t(`viewer.${name}`), title: t(`viewer.${name}`),
    }, icon(picture));
    made.addEventListener("click", action);
    return made;
};

/** The dialog. The history of the browser gets an entry for it, so that "back" closes it. */
class Viewer {
    #all;
    #opener;
    #id;
    #name = make("bdi", { class: "file-name" });
    #count = make("span", { class: "viewer__count" });
    #download = make("a", { class: "button button--quiet button--icon viewer__download" }, icon("download"));
    #play = make("button", { class: "voice__play", type: "button" });
    #image = null;
    #stage = make("div", { class: "viewer__stage" });
    #alt = make("p", { class: "viewer__alt", dir: "auto" });
    #previous = button("previous", "back", () => this.#step(-1));
    #next = button("next", "back", () => this.#step(1));
    #zoom = new PictureZoom(this.#stage, { onSwipe: by => this.#step(by), onClose: () => this.#dialog.close() });
    #wentBack = false;
    #dialog;
    #deletions = new MutationObserver(() => this.#followList());

    /**
     * @param {string} id of the picture to show first
     * @param {() => Shown[]} all returns the pictures that can be shown now, oldest first
     */
    constructor(id, all) {
        this.#id = id;
        this.#opener = id;
        this.#all = all;
        this.#dialog = make("dialog", { class: "viewer", "aria-label": t("viewer.label") },
            make("header", { class: "viewer__head" },
                make("p", { class: "viewer__what", role: "status" }, this.#name, " ", this.#count),
                this.#play, button("zoom", "search", () => this.#zoom.toggle()), this.#download, button("close", "close", () => this.#dialog.close())),
            this.#stage, this.#previous, this.#next, this.#alt);
        this.#dialog.addEventListener("keydown", event => this.#key(event));
        this.#play.addEventListener("click", () => this.#move(!this.#isMoving));
    }

    show() {
        document.body.append(this.#dialog);
        this.#dialog.showModal();
        this.#stage.tabIndex = -1;
        this.#stage.focus();
        history.pushState(null, "");
        window.addEventListener("popstate", () => this.#back(), { once: true });
        this.#dialog.addEventListener("close", () => this.#closed());
        this.#deletions.observe(document.querySelector("#messages"), { childList: true, subtree: true });
        this.#showPicture();
    }

    #back() {
        this.#wentBack = true;
        if (this.#dialog.open) {
            this.#dialog.close();
        } else {
            this.#dialog.remove();
        }
    }

    #closed() {
        this.#deletions.disconnect();
        if (this.#wentBack) {
            this.#dialog.remove();
        } else {
            history.back(); // removes the dialog, by whose presence navigation.js knows what "back" is about
        }
        this.#all().find(({ file }) => file.id === this.#opener)?.link.focus({ preventScroll: true });
    }

    /** Closes the viewer when its picture is no longer in the conversation, since its message was deleted. */
    #followList() {
        if (this.#at(this.#all()) < 0) {
            this.#dialog.close();
        } else {
            this.#showPlace();
        }
    }

    #at(all) {
        return all.findIndex(({ file }) => file.id === this.#id);
    }

    #step(by) {
        const all = this.#all();
        const next = all[this.#at(all) + by];
        if (next !== undefined) {
            this.#id = next.file.id;
            this.#showPicture();
        }
    }

    #showPicture() {
        const all = this.#all();
        const at = this.#at(all);
        const { file } = all[at];
        this.#name.replaceChildren(...nameParts(file.name));
        this.#download.href = addressOfFile(file);
        this.#download.download = file.name;
        this.#download.setAttribute("aria-label", t("viewer.download", { name: file.name }));
        this.#download.title = t("viewer.download", { name: file.name });
        this.#alt.textContent = file.alt ?? "";
        this.#showImage(file);
        this.#showPlace();
        [all[at + 1], all[at - 1]].filter(each => each !== undefined).forEach(each => { new Image().src = thumbnailOf(each.file, 2_048); });
    }

    #showImage(file) {
        const image = make("img", {
            class: "viewer__image", draggable: "false", alt: file.alt ?? t("files.picture", { name: file.name }), src: thumbnailOf(file, 2_048),
        });
        this.#stage.replaceChildren(image);
        this.#image = image;
        if (this.#play === document.activeElement) {
            this.#stage.focus();
        }
        this.#play.hidden = true;
        this.#showMoving(false);
        isAnimated(file).then(animated => {
            if (this.#image === image) {
                this.#play.hidden = !animated;
            }
        });
        this.#zoom.picture = image;
        this.#dialog.setAttribute("aria-busy", "true");
        image.addEventListener("load", () => {
            URL.revokeObjectURL(image.src);
            if (this.#image === image) {
                this.#dialog.removeAttribute("aria-busy");
            }
        });
        image.addEventListener("error", () => this.#explain(image, file));
    }

    get #isMoving() {
        return this.#play.classList.contains("voice__play--pause");
    }

    #showMoving(moving) {
        const words = t(moving ? "viewer.stop" : "viewer.play");
        this.#play.classList.toggle("voice__play--pause", moving);
        this.#play.setAttribute("aria-label", words);
        this.#play.title = words;
    }

    /** Plays the picture, or shows its first frame again. A person asks for it: an animation is large, and may disturb. */
    async #move(moving) {
        const image = this.#image;
        const { file } = this.#all()[this.#at(this.#all())];
        this.#dialog.setAttribute("aria-busy", "true");
        try {
            const address = moving ? URL.createObjectURL(await movingPicture(file)) : thumbnailOf(file, 2_048);
            if (this.#image === image) {
                image.src = address;
                this.#showMoving(moving);
            }
        } catch {
            this.#explain(image, file);
        }
    }

    async #explain(image, file) {
        const gone = await isThere(file) === false;
        if (this.#image === image) {
            this.#play.hidden = true;
            const words = make("p", { class: "viewer__problem", role: "alert" }, t(gone ? "files.gone" : "files.notLoaded", { name: file.name }));
            if (!gone) {
                const retry = make("button", { class: "button button--plain", type: "button" }, t("files.retry"));
                retry.addEventListener("click", () => {
                    this.#showImage(file);
                    this.#stage.focus();
                });
                words.append(" ", retry);
            }
            this.#dialog.removeAttribute("aria-busy");
            this.#stage.replaceChildren(words);
        }
    }

    #showPlace() {
        const all = this.#all();
        const at = this.#at(all);
        const words = t("viewer.place", { at: at + 1, count: all.length });
        if (this.#count.textContent !== words) { // a screen reader would read the same words again
            this.#count.textContent = words;
        }
        [[this.#previous, at > 0], [this.#next, at < all.length - 1]].forEach(([each, on]) => {
            const focused = each === document.activeElement;
            each.disabled = !on;
            if (focused && !on) {
                this.#stage.focus();
            }
        });
    }

    #key(event) {
        const plain = !event.ctrlKey && !event.altKey && !event.metaKey;
        const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -1, PageDown: 1 }[event.key];
        if (!plain || event.target.matches("a, button") && (event.key === "Enter" || event.key === " ")) {
            return;
        }
        if (this.#zoom.key(event.key)) {
            event.preventDefault();
        } else if (step !== undefined) {
            event.preventDefault();
            this.#step(step);
        }
    }
}

/**
 * Shows the viewer.
 *
 * @param {string} id of the picture to show first
 * @param {() => Shown[]} all returns the pictures that can be shown now, oldest first
 * @returns {Promise<void>} rejects if its texts or styles cannot be loaded
 */
export async function showViewer(id, all) {
    await loadOnDemand("viewer");
    if (document.querySelector("dialog[open], .viewer") === null && all().some(({ file }) => file.id === id)) { // pressed twice, or deleted meanwhile
        new Viewer(id, all).show();
    }
}
