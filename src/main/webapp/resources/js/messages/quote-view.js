/**
 * The quote above the text of a reply.
 * @module
 */
import { make } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { lineOf } from "./preview.js";

/**
 * Shows the quote above the text of a reply.
 *
 * @param {HTMLElement} bubble
 * @param {import("../conversation/room-history.js").Quote|undefined} quote
 * @param {import("../conversation/people.js").People} people
 */
export function showQuote(bubble, quote, people) {
    const words = quote === undefined ? "" : quote.deletedAt === undefined ? lineOf(quote.message, quote.files) : t("message.deleted");
    const key = quote === undefined ? undefined : [quote.id, quote.deletedAt !== undefined, words].join();
    if (bubble.dataset.quote === key) {
        return;
    }
    bubble.querySelector(".message__quote")?.remove();
    delete bubble.dataset.quote;
    if (quote !== undefined) {
        bubble.dataset.quote = key;
        bubble.querySelector(".message__text").before(make("a", {
            class: `message__quote${quote.deletedAt === undefined ? "" : " message__quote--deleted"}`,
            href: `#message-${quote.seq}`, "data-message-seq": quote.seq,
        }, make("span", { class: "visually-hidden" }, t("message.answerTo")), " ",
        make("span", { class: "message__quoted-name", dir: "auto" }, people.nameOf(quote.sender)), " ",
        make("span", { class: "message__quoted-text", dir: "auto" }, words)));
    }
}
