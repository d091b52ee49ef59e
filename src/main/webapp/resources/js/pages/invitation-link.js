/**
 * The address to pass on, copied by a button.
 * @module
 */
import { t } from "../base/i18n.js";

/** Sets the button up, where the page has it. */
export function installInvitation() {
    const address = document.querySelector("#invitation");
    const said = document.querySelector("#invitation-said");
    document.querySelector("#copy-invitation")?.addEventListener("click", async () => {
        try {
            await navigator.clipboard.writeText(address.value);
            said.textContent = t("invitation.copied");
        } catch { // no clipboard on plain http, or not allowed
            address.select();
            said.textContent = t("invitation.copyByHand");
        }
    });
}
