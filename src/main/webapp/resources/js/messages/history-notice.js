/**
 * The notice above the messages or in their place: that there are none, that older ones are being loaded, or that this failed.
 * @module
 */
import { make } from "../base/dom.js";
import { t } from "../base/i18n.js";

/** Shows the notice of one conversation at a time. */
export class HistoryNotice {
    #above = document.querySelector("#log-above");
    #waiting = document.querySelector("#log-waiting");
    #empty = document.querySelector("#log-empty");

    /**
     * Updates the notice for a conversation.
     *
     * @param {import("../conversation/conversation.js").Conversation} conversation
     * @param {boolean} connected
     */
    show(conversation, connected) {
        const { loading, failure, loaded, more, messages, pending, account, room } = conversation;
        const nothing = messages.length + pending.size === 0;
        const missing = !loaded && loading === null && !connected;
        const begins = loaded && !more && !nothing;
        this.#waiting.hidden = loaded || missing || failure !== null;
        this.#empty.hidden = !loaded || !nothing;
        this.#empty.lastElementChild.textContent = t(account === null ? "log.empty.room" : "log.empty.direct");
        this.#above.classList.toggle("log__above--start", begins);
        const shown = [account ?? `room ${room}`, loading === "older", failure, missing, begins].join();
        if (shown !== this.#above.dataset.shown) { // an unchanged notice is not announced again
            this.#above.dataset.shown = shown;
            this.#above.replaceChildren(...words(conversation, missing, begins));
        }
    }
}

function words(conversation, missing, begins) {
    const { loading, failure } = conversation;
    if (failure !== null) {
        const again = make("button", { class: "link-button", type: "button" }, t("log.tryAgain"));
        again.addEventListener("click", () => conversation.retryLoading());
        return [t("log.notLoaded", { reason: failure }), " ", again];
    }
    return [loading === "older" ? t("log.loading")
        : missing ? t("log.notKept")
            : begins ? t("log.begins") : ""];
}
