/** Reloads the page that was replaced by the offline page, as soon as the server answers again. */
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
            // the server does not answer yet
        }
    };

    addEventListener("online", ask);
    setInterval(ask, ASK_EVERY_MS);
}
