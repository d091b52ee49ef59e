/**
 * Leaves a page after its socket ended for good: opens the sign-in page, or reloads once.
 * @module
 */

const RELOADED = "chatboard.reloaded-for-version";

/** Reloads the page once; a page that stays outdated must not reload forever. */
function reloadOnce(env) {
    try {
        const storage = env.storage();
        if (storage.getItem(RELOADED) === null) {
            storage.setItem(RELOADED, "true");
            env.reload();
        }
    } catch {
        // storage is blocked, so nothing would end a loop; the sentence on the page asks for a reload
    }
}

/**
 * Records that page and server have the same version: a later difference may reload again.
 *
 * @param {ReturnType<typeof import("./environment.js").browser>} env
 */
export function forgetReload(env) {
    try {
        env.storage().removeItem(RELOADED);
    } catch {
        // storage is blocked, so nothing was recorded
    }
}

/**
 * Leaves the page if a close code demands it.
 *
 * @param {"sign-in"|"reload"|"stop"} action of the verdict; the sign-in page gets this page as `from`
 * @param {number} code the close code; with 4501 the sign-in page says that the session ended
 * @param {ReturnType<typeof import("./environment.js").browser>} env
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
