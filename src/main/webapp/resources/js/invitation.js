/**
 * The address to pass on, copied by a button.
 * @module
 */

/** Sets the button up, where the page has it. */
export function installInvitation() {
    const address = document.querySelector("#invitation");
    const said = document.querySelector("#invitation-said");
    document.querySelector("#copy-invitation")?.addEventListener("click", async () => {
        try {
            await navigator.clipboard.writeText(address.value);
            said.textContent = "Copied.";
        } catch { // no clipboard on plain http, or not allowed
            address.select();
            said.textContent = "Press Ctrl+C to copy the address.";
        }
    });
}
