/**
 * Toasts in a corner of the page: new messages of other conversations. Each links to its conversation and disappears after
 * some time.
 * @module
 */
import { avatar } from "../base/avatar.js";
import { icon, make } from "../base/dom.js";
import { t } from "../base/i18n.js";

const GONE_AFTER_MS = 7_000;
const AT_MOST = 3;

/** The list of toasts, a polite live region. */
export class Toasts {
    #list = document.querySelector("#toasts");
    #shown = new Map(); // tag → element

    /**
     * Shows a toast; it replaces an earlier one with the same tag.
     *
     * @param {object} what
     * @param {string} what.tag such as `room 7`
     * @param {string} what.title
     * @param {string} what.body
     * @param {string} [what.href] page that it links to
     * @param {import("../conversation/people.js").Person} [what.person] whose avatar it shows; a room has one too
     */
    show({ tag, title, body, href, person }) {
        const toast = make("div", { class: "toast" },
            make(href === undefined ? "div" : "a", { class: "toast__body", href },
                person === undefined ? null : avatar(person, "s"),
                make("span", { class: "toast__words" },
                    make("b", { class: "toast__title", dir: "auto" }, title), " ",
                    make("span", { class: "toast__text", dir: "auto" }, body))),
            this.#closeButton(tag));
        toast.firstElementChild.addEventListener("click", () => this.dismiss(tag));
        this.dismiss(tag);
        this.#shown.set(tag, toast);
        this.#list.append(toast);
        this.#leaveInTime(toast, tag);
        [...this.#shown.keys()].slice(0, -AT_MOST).forEach(oldest => this.dismiss(oldest));
    }

    /** Removes the toast with a tag. */
    dismiss(tag) {
        const toast = this.#shown.get(tag);
        this.#shown.delete(tag);
        toast?.remove();
    }

    #closeButton(tag) {
        const button = make("button", {
            class: "button button--quiet button--icon toast__close", type: "button", "aria-label": t("notify.close"),
        }, icon("close"));
        button.addEventListener("click", () => this.dismiss(tag));
        return button;
    }

    /** Starts the time after which a toast disappears; the time pauses while the pointer or the focus is on the toast. */
    #leaveInTime(toast, tag) {
        let timer;
        const start = () => {
            clearTimeout(timer);
            timer = setTimeout(() => this.#shown.get(tag) === toast && this.dismiss(tag), GONE_AFTER_MS);
        };
        const hold = () => clearTimeout(timer);
        toast.addEventListener("pointerenter", hold);
        toast.addEventListener("pointerleave", start);
        toast.addEventListener("focusin", hold);
        toast.addEventListener("focusout", start);
        start();
    }
}
