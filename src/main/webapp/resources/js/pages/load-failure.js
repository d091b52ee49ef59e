/**
 * Reloads a page once if a script has not loaded. After a second failure shows a message, since the page would say
 * "Connecting…" forever. It is a classic script before the modules, since a module cannot run if modules fail.
 */
"use strict";
{
    const RELOADED = "chatboard.reloaded-to-load";
    const PAUSE_MS = 1_000; // before the reload, since the cause may last a moment
    const SCRIPTS = document.currentScript.src.replace(/pages\/[^/]*$/u, ""); // folder of the joined scripts
    let failed = false;

    /** @returns {boolean} false after a reload, and if nothing can be stored, so that the page does not reload forever */
    const mayReload = () => {
        try {
            const first = sessionStorage.getItem(RELOADED) === null;
            sessionStorage.setItem(RELOADED, "true");
            return first;
        } catch {
            return false;
        }
    };

    const say = () => {
        const strip = document.querySelector("#strip"); // contains the texts, since the translations may be missing too
        const words = strip.dataset;
        document.querySelectorAll("[data-connection]").forEach(line => {
            line.textContent = words.state;
            line.dataset.state = "stopped";
        });
        strip.className = "strip strip--bad";
        const button = document.createElement("button");
        button.className = "link-button";
        button.type = "button";
        button.textContent = words.reload;
        button.addEventListener("click", () => location.reload());
        document.querySelector("#connection").replaceChildren(`${words.lead} `, button);
    };

    const handle = event => {
        const from = event.target instanceof HTMLScriptElement ? event.target.src : event.filename ?? "";
        const ours = from.startsWith(SCRIPTS); // browser extensions add scripts to pages too
        if (ours && !failed) {
            failed = true;
            console.warn("A script of this page did not load or failed as it started.");
            if (mayReload()) {
                setTimeout(() => location.reload(), PAUSE_MS);
            } else {
                addEventListener("load", say);
            }
        }
    };

    addEventListener("error", handle, { capture: true });
    addEventListener("load", () => {
        removeEventListener("error", handle, { capture: true });
        if (!failed) {
            try {
                sessionStorage.removeItem(RELOADED);
            } catch {
                // storage is blocked, so nothing was stored
            }
        }
    });
}
