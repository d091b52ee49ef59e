/**
 * Shows desktop notifications.
 * @module
 */

const ICON = new URL("../../icons/icon-192.png", import.meta.url).pathname; // a PNG, since not every system shows an SVG
const SHOWN_WITHIN_MS = 3_000;

const shown = new Map(); // tag → Notification that only this page has
const coming = new Set(); // promises of notifications that are being shown
const over = new Set(); // tags of notifications to close
let open = () => {};

/**
 * @returns {"granted"|"denied"|"default"|"insecure"|"unsupported"} `default`: the browser has not asked the person yet;
 *     `insecure`: browsers have no notifications on plain http
 */
export function permission() {
    if (!globalThis.isSecureContext) {
        return "insecure";
    }
    return globalThis.Notification?.permission ?? "unsupported";
}

/**
 * Asks the person for permission. Browsers require a click.
 *
 * @returns {Promise<string>} as for {@link permission}
 */
export async function askPermission() {
    if (permission() === "default") {
        await Notification.requestPermission();
    }
    return permission();
}

/** Sets what a click on a notification does. @param {(path: string) => void} listener receives the path to open */
export function onOpen(listener) {
    open = listener;
    navigator.serviceWorker?.addEventListener("message", ({ data }) => {
        if (typeof data.open === "string") {
            listener(data.open);
        }
    });
}

/**
 * The service worker, whose notifications outlive the page. Phones show no others.
 *
 * @returns {Promise<ServiceWorkerRegistration|undefined>} undefined if there is no service worker
 */
async function lasting() {
    try {
        const registration = await navigator.serviceWorker?.getRegistration();
        return registration?.active && registration.showNotification ? registration : undefined;
    } catch {
        return undefined; // service workers are forbidden
    }
}

/**
 * Shows a notification; it replaces an earlier one with the same tag.
 *
 * @param {object} what
 * @param {string} what.tag such as `room 7`
 * @param {string} what.title
 * @param {string} what.body
 * @param {string} what.href page that a click opens
 * @param {boolean} [what.silent] false: the system may make its own sound
 * @returns {Promise<"shown"|"silent"|"forbidden"|"unsupported">} `silent`: the browser has accepted the notification without
 *     confirming that it is shown
 */
export async function notify({ tag, title, body, href, silent = true }) {
    if (permission() !== "granted") {
        return "forbidden";
    }
    const outcome = show(title, {
        tag, body, icon: ICON, dir: "auto", lang: document.documentElement.lang, renotify: true, silent,
        data: { href, at: Date.now() },
    });
    coming.add(outcome);
    try {
        return await outcome;
    } finally {
        coming.delete(outcome);
    }
}

async function show(title, options) {
    const registration = await lasting();
    if (registration === undefined) {
        return showHere(title, options);
    }
    try {
        await registration.showNotification(title, options);
        return "shown";
    } catch {
        return "forbidden";
    }
}

/** Shows a notification that ends with this page. */
function showHere(title, options) {
    let notification;
    try {
        notification = new Notification(title, options);
    } catch { // a phone, which shows only notifications of a service worker
        return "unsupported";
    }
    const { tag, data: { href } } = options;
    shown.set(tag, notification);
    notification.addEventListener("click", () => {
        globalThis.focus();
        notification.close();
        open(href);
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

/** Closes the notification with a tag, whichever page has shown it, since its message was read. */
export function dismiss(tag) {
    if (over.size === 0) { // a welcome may list hundreds of rooms, whose notifications are closed in one pass
        queueMicrotask(() => {
            const tags = new Set(over);
            over.clear();
            dismissThose(each => tags.has(each));
        });
    }
    over.add(tag);
}

/**
 * Closes the notifications that are shown now and whose tag matches, since they were read while no page was open. Later
 * notifications stay, even if the browser answers late.
 */
export function dismissThose(isOver) {
    const now = Date.now();
    return close(({ tag, data }) => isOver(tag) && !(data.at > now));
}

/** Closes all notifications, since another person may use this browser next. */
export function dismissAll() {
    return close(() => true);
}

async function close(isOver) {
    closeHere(isOver);
    if (permission() !== "granted") {
        return; // without permission, the browser has closed those of the service worker
    }
    await Promise.allSettled(coming);
    closeHere(isOver); // those that were shown meanwhile
    const lastingOnes = await (await lasting())?.getNotifications() ?? [];
    lastingOnes.filter(isOver).forEach(each => each.close());
}

function closeHere(isOver) {
    for (const [tag, notification] of [...shown].filter(([, each]) => isOver(each))) {
        notification.close();
        shown.delete(tag);
    }
}
