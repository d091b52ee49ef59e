/**
 * Leaves a page whose socket ended for good: to the sign-in page, or by one reload.
 * @module
 */

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
 * @param {ReturnType<typeof import("./environment.js").browser>} env
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
