/**
 * Entry of the offline page: reloads the page that it replaces, as soon as the server answers again.
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

addEventListener("online", ask);
setInterval(ask, ASK_EVERY_MS);
