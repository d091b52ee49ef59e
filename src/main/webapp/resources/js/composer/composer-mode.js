/**
 * The bar above the composer during a reply or an edit.
 * @module
 */
import { icon, make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { isComposing } from "../base/keyboard.js";
import { lineOf } from "../messages/preview.js";

/**
 * @typedef {object} About
 * @property {"reply"|"edit"} kind
 * @property {import("../conversation/room-history.js").Message} message
 * @property {string} name of its sender
 */

/** Dispatches `leave` with `{kind}` when the reader cancels the reply or edit. */
export class ComposerMode extends EventTarget {
    #form = document.querySelector("#composer");
    #bar = null;
    #about = null;

    /** @type {About|null} the reply or edit that is shown */
    current = null;

    constructor() {
        super();
        this.#form.addEventListener("keydown", event => {
            if (event.key === "Escape" && this.current !== null && !event.defaultPrevented && !isComposing(event)) {
                event.preventDefault();
                this.giveUp();
            }
        });
    }

    /** Shows the bar for a reply or an edit. @param {About} about */
    enter(about) {
        this.leave();
        const leave = make("button", {
            class: "button button--quiet button--icon composer__leave", type: "button",
            "aria-label": t("composer.leave"), title: t("composer.leave"),
        }, icon("close"));
        leave.addEventListener("click", () => this.giveUp());
        this.#about = make("p", { class: "composer__about" });
        this.#bar = make("div", { class: "composer__mode", role: "status" }, icon(about.kind), this.#about, leave);
        this.update(about);
        document.querySelector("#emoji").before(this.#bar);
    }

    /**
     * Shows a new state of the message. Screen readers read out only what has changed.
     *
     * @param {About} about of the same message
     */
    update(about) {
        const lines = linesOf(about);
        const shown = lines.join("\n");
        this.current = about;
        if (shown !== this.#about.dataset.shown) {
            const [first, second] = lines;
            this.#bar.classList.toggle("composer__mode--gone", about.kind === "edit" && about.message.deletedAt !== undefined);
            this.#about.dataset.shown = shown;
            this.#about.replaceChildren(make("span", { class: "composer__kind" }, first),
                make("span", { class: "composer__quoted", dir: "auto" }, second));
        }
    }

    /** Hides the bar: the composer holds a new message again. */
    leave() {
        this.current = null;
        this.#bar?.remove();
        this.#bar = null;
    }

    /** Cancels the reply or edit. */
    giveUp() {
        const { kind } = this.current;
        this.leave();
        this.dispatchEvent(new CustomEvent("leave", { detail: { kind } }));
    }
}

/** @returns {[string, string]} "Reply to …" or "Edit", and the text of the message */
function linesOf({ kind, message: { message, files, deletedAt }, name }) {
    const line = lineOf(message, files?.length ?? files);
    if (kind === "edit") {
        return deletedAt === undefined ? [t("composer.editing"), line]
            : [t("composer.editedGone"), t("composer.sendsAnew")];
    }
    return [t("composer.replyingTo", { name }), deletedAt === undefined ? line : t("message.deleted")];
}
