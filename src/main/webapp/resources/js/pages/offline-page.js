/**
 * Leaves the page that stands in for one that could not be fetched, as soon as the server answers again.
 */
"use strict";
{
    const ASK_EVERY_MS = 5_000;

    const ask = async () => {
        try {
            const answer = await fetch("/health/live", { cache: "no-store" });
            if (answer.ok) {
                location.reload();
            }
        } catch {
            // still gone
        }
    };

    addEventListener("online", ask);
    setInterval(ask, ASK_EVERY_MS);
}
