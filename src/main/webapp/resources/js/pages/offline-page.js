/**
 * Entry of the offline page: says what the page that it replaces needs, and reloads that page as soon as the server answers again.
 * @module
 */

const ASK_EVERY_MS = 5_000;

async function ask() {
    try {
        const answer = await fetch("/health/live", { cache: "no-store" });
        if (answer.ok) {
            location.reload();
        }
    } catch {
        // the server does not answer yet
    }
}

if (location.pathname === "/search") {
    document.querySelector("#offline-kept").hidden = true;
    document.querySelector("#offline-search").hidden = false;
}
addEventListener("online", ask);
setInterval(ask, ASK_EVERY_MS);
