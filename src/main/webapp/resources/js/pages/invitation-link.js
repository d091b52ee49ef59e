/**
 * The button that copies the invitation link.
 * @module
 */
import { t } from "../base/i18n.js";

/** Installs the button, if the page has it. */
export function installInvitation() {
    const address = document.querySelector("#invitation");
    const said = document.querySelector("#invitation-said");
    document.querySelector("#copy-invitation")?.addEventListener("click", async () => {
        try {
            await navigator.clipboard.writeText(address.value);
            said.textContent = t("invitation.copied");
        } catch { // plain http has no clipboard, or the browser denies it
            address.select();
            said.textContent = t("invitation.copyByHand");
        }
    });
}
