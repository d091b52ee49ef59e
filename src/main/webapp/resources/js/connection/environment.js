/**
 * The browser functions that the socket uses. Tests replace them.
 * @module
 */

/** @returns {object} the browser functions that the socket uses; `now` is monotonic, in ms */
export const browser = () => ({
    WebSocket: globalThis.WebSocket,
    fetch: (...of) => globalThis.fetch(...of),
    setTimeout: (...of) => globalThis.setTimeout(...of),
    clearTimeout: timer => globalThis.clearTimeout(timer),
    random: Math.random,
    now: () => performance.now(),
    location: globalThis.location,
    storage: () => globalThis.sessionStorage, // a function, since it throws if the browser blocks storage
    window: globalThis.window,
    document: globalThis.document,
    onLine: () => navigator.onLine,
    goTo: address => globalThis.location.assign(address),
    reload: () => globalThis.location.reload(),
});

/**
 * Calls a listener when the network returns or the page becomes visible, so that the caller can reconnect without waiting
 * for its timer.
 *
 * @param {{window: EventTarget, document: Document}} env
 * @param {(networkChanged: boolean) => void} listener receives true if the network was lost since the last call
 * @param {AbortSignal} signal stops the listening
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
