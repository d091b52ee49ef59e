/**
 * Has the browser cache the page that it shows without a connection. Where service workers are forbidden, or the address is
 * plain http, everything else works all the same.
 * @module
 */

const WORKER = "/resources/js/service-worker.js";

/** Registers the service worker, and sends it the language and theme of the pages. */
export async function installOfflineShell() {
    try {
        const policy = globalThis.trustedTypes?.createPolicy("chatboard-shell", { createScriptURL: () => WORKER });
        await navigator.serviceWorker.register(policy?.createScriptURL("") ?? WORKER, { scope: "/", updateViaCache: "none" });
        const { active } = await navigator.serviceWorker.ready;
        const { lang, dataset: { theme = "" } } = document.documentElement;
        active.postMessage({ appearance: `${lang} ${theme}` });
    } catch {
        // forbidden, or none here
    }
}

/** Empties the cache at a sign-out: the language and theme in it were the account's. */
export async function forgetOfflineShell() {
    const names = await globalThis.caches?.keys() ?? []; // none on plain http
    await Promise.all(names.filter(name => name.startsWith("chatboard-")).map(name => caches.delete(name)));
}
