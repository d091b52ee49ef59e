/**
 * The part of the settings in which a person chooses the own picture.
 * @module
 */
import { avatarOf, showAvatar } from "../base/avatar.js";
import { currentAccount } from "../base/current-account.js";
import { removeAvatar, saveAvatar } from "../connection/account-requests.js";
import { cropPicture } from "../people/picture-cropper.js";

const UNAUTHORIZED = 401;

const section = document.querySelector("#own-avatar");
const said = section.querySelector("#avatar-said");
const choose = section.querySelector("#choose-avatar");
const remove = section.querySelector("#remove-avatar");
const file = section.querySelector("input");

function show(avatar) {
    document.querySelectorAll(".settings .avatar").forEach(element => showAvatar(element, { ...currentAccount(), avatar }));
    remove.hidden = avatar === undefined;
}

/**
 * Runs a change, and says how it went.
 *
 * @param {HTMLButtonElement} button
 * @param {() => Promise<string|undefined|null>} change resolves to the version of the picture now; null if nothing has changed
 */
async function run(button, change) {
    if (button.getAttribute("aria-busy") === "true") {
        return;
    }
    button.setAttribute("aria-busy", "true");
    said.textContent = "";
    try {
        const avatar = await change();
        if (avatar !== null) {
            show(avatar);
            said.textContent = avatar === undefined ? section.dataset.removed : section.dataset.saved;
        }
    } catch (error) {
        if (error.status === UNAUTHORIZED) { // this device was signed out meanwhile: the server leads to the sign-in page
            location.reload();
        }
        said.textContent = error.detail ?? section.dataset.failed;
    }
    button.removeAttribute("aria-busy");
    choose.focus();
}

/** Sets up the section. */
export function installOwnAvatar() {
    choose.addEventListener("click", () => file.click());
    file.addEventListener("change", () => {
        const [chosen] = file.files;
        file.value = ""; // so that the same file can be chosen again
        if (chosen !== undefined) {
            run(choose, async () => {
                const square = await cropPicture(chosen);
                return square === null ? null : (await saveAvatar(square)).avatar;
            });
        }
    });
    remove.addEventListener("click", () => run(remove, async () => {
        await removeAvatar();
        return undefined;
    }));
    show(avatarOf(section));
    choose.hidden = false;
}
