/**
 * The parts of the browser that the socket uses, in one place, so that a test can replace them.
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
 * Calls a listener when the network is back or the page is visible again, so that the caller can reconnect without waiting for its timer.
 *
 * @param {{window: EventTarget, document: Document}} env
 * @param {(networkChanged: boolean) => void} listener receives true if the network was lost since the last call
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
