/**
 * What the modules take from the browser, in one place, so that a test can pass its own.
 * @module
 */

/** @returns {object} the parts of the browser that a socket needs; `now` in ms, which no change of the clock moves */
export const browser = () => ({
    WebSocket: globalThis.WebSocket,
    fetch: (...of) => globalThis.fetch(...of),
    setTimeout: (...of) => globalThis.setTimeout(...of),
    clearTimeout: timer => globalThis.clearTimeout(timer),
    random: Math.random,
    now: () => performance.now(),
    location: globalThis.location,
    storage: () => globalThis.sessionStorage, // a call, since it throws where the browser blocks storage
    window: globalThis.window,
    document: globalThis.document,
    onLine: () => navigator.onLine,
    goTo: address => globalThis.location.assign(address),
    reload: () => globalThis.location.reload(),
});

/**
 * Tells when the network came back or the page is looked at again: no reason then to wait for a timer.
 *
 * @param {{window: EventTarget, document: Document}} env
 * @param {(networkChanged: boolean) => void} listener told true where the network had been gone in between
 * @param {AbortSignal} signal ends the listening
 */
export function onReturn({ window, document }, listener, signal) {
    let gone = false;
    window.addEventListener("offline", () => { gone = true; }, { signal });
    window.addEventListener("online", () => {
        listener(gone);
        gone = false;
    }, { signal });
    document.addEventListener("visibilitychange", () => {
        if (document.visibilityState === "visible") {
            listener(false);
        }
    }, { signal });
}

const RELOADED = "chatboard.reloaded-for-version";

/** Reloads the page, but once: a page that stays old must not reload for ever. */
function reloadOnce(env) {
    try {
        const storage = env.storage();
        if (storage.getItem(RELOADED) === null) {
            storage.setItem(RELOADED, "true");
            env.reload();
        }
    } catch {
        // storage is blocked, so nothing would end a loop: the sentence on the page asks for the reload
    }
}

/**
 * The versions agree again: the next time they do not, a reload may help again.
 *
 * @param {ReturnType<typeof browser>} env
 */
export function forgetReload(env) {
    try {
        env.storage().removeItem(RELOADED);
    } catch {
        // storage is blocked: nothing was remembered
    }
}

/**
 * Leaves the page where a close code asks for it.
 *
 * @param {"sign-in"|"reload"|"stop"} action of a verdict; the way back stands in `from`
 * @param {number} code the close code; 4501 lets the sign-in page say that the session ended
 * @param {ReturnType<typeof browser>} env
 */
export function leave(action, code, env) {
    if (action === "sign-in") {
        const { pathname, search, hash } = env.location;
        const from = encodeURIComponent(pathname + search + hash);
        env.goTo(`/sign-in?from=${from}${code === 4501 ? "&sessionEnded=true" : ""}`);
    } else if (action === "reload") {
        reloadOnce(env);
    }
}
