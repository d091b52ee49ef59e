/**
 * The bell, which shows whether notifications are on.
 * @module
 */
import { t } from "../base/i18n.js";

/**
 * Shows the preference on the bell, now and whenever it changes.
 *
 * @param {EventTarget & {now: {doNotDisturb: boolean}}} preferences
 */
export function installBell(preferences) {
    const bell = document.querySelector("#bell");
    const show = () => {
        const { doNotDisturb } = preferences.now;
        bell.classList.toggle("bell--off", doNotDisturb);
        bell.title = bell.ariaLabel = t(doNotDisturb ? "bell.off" : "bell.on");
    };
    preferences.addEventListener("change", show);
    show();
}
