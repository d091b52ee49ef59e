/**
 * The link of a new invitation, which is shown once: to copy, to share, and as a QR code.
 * @module
 */
import { copy } from "../base/clipboard.js";
import { make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { qrCode } from "./qr-code.js";

/**
 * @param {string} link
 * @returns {{element: HTMLElement, focus: () => void}}
 */
export function inviteLink(link) {
    const field = make("input", { class: "field__input", id: "invite-link", readonly: true, value: link, "aria-describedby": "invite-once" });
    const copyButton = make("button", { class: "button", type: "button" }, t("invite.copy"));
    const share = make("button", { class: "button button--plain", type: "button", hidden: navigator.share === undefined }, t("invite.share"));
    copyButton.addEventListener("click", () => {
        field.select();
        copy(link, t("invite.copied"));
    });
    share.addEventListener("click", () => navigator.share({ url: link }).catch(() => {})); // rejects if the person changes their mind
    const element = make("div", { class: "invitation" },
        make("label", { class: "field__label", for: "invite-link" }, t("invite.link")), field,
        make("p", { class: "field__hint", id: "invite-once" }, t("invite.once")),
        make("div", { class: "dialog__answers" }, copyButton, share),
        qrCode(link, t("invite.qr")));
    return { element, focus: () => copyButton.focus() };
}
