/**
 * What the composer is used for besides a new message: an answer to one, or the change of one.
 * @module
 */
import { icon, make } from "./dom.js";
import { isComposing } from "./keys.js";
import { t } from "./language.js";
import { plainText } from "./markdown.js";

/** Dispatches `leave` with `{mode}` when the reader gives it up. */
export class ComposerMode extends EventTarget {
    #form = document.querySelector("#composer");
    #bar = null;

    /** @type {{kind: "reply"|"edit", message: import("./room-history.js").Message}|null} */
    current = null;

    constructor() {
        super();
        this.#form.addEventListener("keydown", event => {
            if (event.key === "Escape" && this.current !== null && !event.defaultPrevented && !isComposing(event)) {
                event.preventDefault();
                this.#giveUp();
            }
        });
    }

    /**
     * @param {"reply"|"edit"} kind
     * @param {import("./room-history.js").Message} message
     * @param {string} name of who wrote it
     */
    enter(kind, message, name) {
        this.leave();
        this.current = { kind, message };
        const leave = make("button", {
            class: "button button--quiet button--icon composer__leave", type: "button",
            "aria-label": t("composer.leave"), title: t("composer.leave"),
        }, icon("close"));
        leave.addEventListener("click", () => this.#giveUp());
        this.#bar = make("div", { class: "composer__mode", role: "status" }, icon(kind),
            make("p", { class: "composer__about" },
                make("span", { class: "composer__kind" }, kind === "edit" ? t("composer.editing")
                    : t("composer.replyingTo", { name })),
                make("span", { class: "composer__quoted", dir: "auto" }, message.deletedAt === undefined
                    ? plainText(message.message) : t("message.deleted"))),
            leave);
        document.querySelector("#emoji").before(this.#bar);
    }

    /** A new message is written again. */
    leave() {
        this.current = null;
        this.#bar?.remove();
        this.#bar = null;
    }

    #giveUp() {
        const mode = this.current;
        this.leave();
        this.dispatchEvent(new CustomEvent("leave", { detail: { mode } }));
    }
}
