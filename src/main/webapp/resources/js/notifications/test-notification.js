/**
 * The test notification, by which a person checks whether notifications arrive.
 * @module
 */
import { t } from "../base/i18n.js";
import { notify } from "./desktop-notifications.js";
import { chime } from "./notification-sound.js";

/**
 * Shows the test notification and plays the sound.
 *
 * @param {{now: {mutedSound: boolean}}} preferences
 * @returns {Promise<{desktop: string, sound: string}>} `desktop`: the result of {@link notify}; `sound`: the result of
 *     {@link chime}, or `off`
 */
export async function showTest(preferences) {
    const sound = preferences.now.mutedSound ? "off" : await chime();
    const desktop = await notify({
        tag: "test", title: t("notify.test.title"), body: t("notify.test.body"), href: "/settings",
    });
    return { desktop, sound };
}
