/**
 * The buttons that copy the link in a field.
 * @module
 */
import { t } from "../base/i18n.js";

/**
 * Copies the link of a field, or selects it.
 *
 * @param {HTMLInputElement} field
 * @param {HTMLElement} said where the outcome is said
 */
export async function copyField(field, said) {
    try {
        await navigator.clipboard.writeText(field.value);
        said.textContent = t("invitation.copied");
    } catch { // plain http has no clipboard, or the browser denies it
        field.select();
        said.textContent = t("invitation.copyByHand");
    }
}

/** Installs the button of the invitation, if the page has it. */
export function installInvitation() {
    const address = document.querySelector("#invitation");
    const said = document.querySelector("#invitation-said");
    document.querySelector("#copy-invitation")?.addEventListener("click", () => copyField(address, said));
}
