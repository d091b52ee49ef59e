/**
 * Makes the browser cache the offline page. Without service workers (forbidden, or plain http) everything else works.
 * @module
 */

const WORKER = "/resources/js/service-worker.js";

/** Registers the service worker, and sends it the language and theme of the page. */
export async function installOfflineShell() {
    try {
        const policy = globalThis.trustedTypes?.createPolicy("chatboard-shell", { createScriptURL: () => WORKER });
        await navigator.serviceWorker.register(policy?.createScriptURL("") ?? WORKER, { scope: "/", updateViaCache: "none" });
        const { active } = await navigator.serviceWorker.ready;
        const { lang, dataset: { theme = "" } } = document.documentElement;
        active.postMessage({ appearance: `${lang} ${theme}` });
    } catch {
        // service workers are forbidden or missing
    }
}

/** Deletes the cache at a sign-out, since it contains the account's language and theme. */
export async function forgetOfflineShell() {
    const names = await globalThis.caches?.keys() ?? []; // plain http has no caches
    await Promise.all(names.filter(name => name.startsWith("chatboard-")).map(name => caches.delete(name)));
}
