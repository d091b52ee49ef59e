/**
 * Notifications of the desktop, and what the browser says of them.
 * @module
 */

const ICON = "/resources/icons/icon-192.png"; // not every system shows an SVG
const SHOWN_WITHIN_MS = 3_000;

const shown = new Map(); // tag → Notification

/**
 * @returns {"granted"|"denied"|"default"|"insecure"|"unsupported"} `default`: nobody has asked yet; `insecure`: the address
 *     is plain http, where browsers have none
 */
export function permission() {
    if (!globalThis.isSecureContext) {
        return "insecure";
    }
    return globalThis.Notification?.permission ?? "unsupported";
}

/**
 * Asks the person; to be called from a click alone.
 *
 * @returns {Promise<string>} as {@link permission}
 */
export async function askPermission() {
    if (permission() === "default") {
        await Notification.requestPermission();
    }
    return permission();
}

/**
 * Shows one, in place of an earlier one with the same tag.
 *
 * @param {object} what
 * @param {string} what.tag such as `room 7`
 * @param {string} what.title
 * @param {string} what.body
 * @param {boolean} [what.silent] false: the system may make its own sound
 * @param {() => void} what.opened called when it is clicked, with the page's window in front
 * @returns {Promise<"shown"|"silent"|"forbidden"|"unsupported">} silent: the browser took it, and did not say that it shows it
 */
export function notify({ tag, title, body, opened, silent = true }) {
    if (permission() !== "granted") {
        return Promise.resolve("forbidden");
    }
    let notification;
    try {
        notification = new Notification(title, {
            tag, body, icon: ICON, dir: "auto", lang: document.documentElement.lang, renotify: true, silent,
        });
    } catch { // phones have them by a service worker alone
        return Promise.resolve("unsupported");
    }
    shown.set(tag, notification);
    notification.addEventListener("click", () => {
        globalThis.focus();
        notification.close();
        opened();
    });
    notification.addEventListener("close", () => {
        if (shown.get(tag) === notification) {
            shown.delete(tag);
        }
    });
    return new Promise(resolve => {
        notification.addEventListener("show", () => resolve("shown"));
        notification.addEventListener("error", () => resolve("forbidden"));
        setTimeout(() => resolve("silent"), SHOWN_WITHIN_MS);
    });
}

/** Takes one away: it was read elsewhere. */
export function dismiss(tag) {
    shown.get(tag)?.close();
    shown.delete(tag);
}
