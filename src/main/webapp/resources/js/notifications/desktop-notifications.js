/**
 * Notifications of the desktop, and what the browser says of them.
 * @module
 */

const ICON = new URL("../../icons/icon-192.png", import.meta.url).pathname; // not every system shows an SVG
const SHOWN_WITHIN_MS = 3_000;

const shown = new Map(); // tag → Notification of this page alone
const coming = new Set(); // what is on its way to the desktop
const over = new Set(); // tags to take away
let open = () => {};

/**
 * @returns {"granted"|"denied"|"default"|"insecure"|"unsupported"} `default`: the person was not asked yet; `insecure`: the address
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

/** @param {(path: string) => void} listener gets the path of a notification that was clicked */
export function onOpen(listener) {
    open = listener;
    navigator.serviceWorker?.addEventListener("message", ({ data }) => {
        if (typeof data.open === "string") {
            listener(data.open);
        }
    });
}

/**
 * The browser's part that shows notifications which outlive a page; phones have no others.
 *
 * @returns {Promise<ServiceWorkerRegistration|undefined>} undefined where there is no service worker
 */
async function lasting() {
    try {
        const registration = await navigator.serviceWorker?.getRegistration();
        return registration?.active && registration.showNotification ? registration : undefined;
    } catch {
        return undefined; // forbidden
    }
}

/**
 * Shows one, in place of an earlier one with the same tag.
 *
 * @param {object} what
 * @param {string} what.tag such as `room 7`
 * @param {string} what.title
 * @param {string} what.body
 * @param {string} what.href page that it leads to
 * @param {boolean} [what.silent] false: the system may make its own sound
 * @returns {Promise<"shown"|"silent"|"forbidden"|"unsupported">} silent: the browser took it, and did not say that it shows it
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

/** Shows one that goes with this page. */
function showHere(title, options) {
    let notification;
    try {
        notification = new Notification(title, options);
    } catch { // phones have them by a service worker alone
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

/** Takes one away, whichever page has shown it: it was read elsewhere. */
export function dismiss(tag) {
    if (over.size === 0) { // a welcome may list hundreds of rooms
        queueMicrotask(() => {
            const tags = new Set(over);
            over.clear();
            dismissThose(each => tags.has(each));
        });
    }
    over.add(tag);
}

/**
 * Takes those away that are shown by now and whose tag is one of these: they were read while no page was open. The browser may
 * answer late; a notification that it shows meanwhile is newer, and stays.
 */
export function dismissThose(isOver) {
    const now = Date.now();
    return close(({ tag, data }) => isOver(tag) && !(data.at > now));
}

/** Takes all away: another person may use this browser next. */
export function dismissAll() {
    return close(() => true);
}

async function close(isOver) {
    closeHere(isOver);
    if (permission() !== "granted") {
        return; // the browser has taken the others away itself
    }
    await Promise.allSettled(coming);
    closeHere(isOver); // what came meanwhile
    const lastingOnes = await (await lasting())?.getNotifications() ?? [];
    lastingOnes.filter(isOver).forEach(each => each.close());
}

function closeHere(isOver) {
    for (const [tag, notification] of [...shown].filter(([, each]) => isOver(each))) {
        notification.close();
        shown.delete(tag);
    }
}
