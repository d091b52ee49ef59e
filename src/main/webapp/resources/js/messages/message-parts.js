/**
 * What a message has besides its text: the quote of what it answers, and the reactions.
 * @module
 */
import { make } from "../base/dom.js";
import { locale, t } from "../base/i18n.js";
import { plainText } from "./markdown.js";

/**
 * Shows above a text what it answers.
 *
 * @param {HTMLElement} bubble
 * @param {import("../conversation/room-history.js").Quote|undefined} quote
 * @param {(person: object) => string} nameOf what a person is called here
 */
export function showQuote(bubble, quote, nameOf) {
    const words = quote === undefined ? "" : quote.deletedAt === undefined ? plainText(quote.message) : t("message.deleted");
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
        make("span", { class: "message__quoted-name", dir: "auto" }, nameOf(quote.sender)), " ",
        make("span", { class: "message__quoted-text", dir: "auto" }, words)));
    }
}

/**
 * Shows below a text who reacted with what. A chip that stays is kept, and the keyboard's focus in it.
 *
 * @param {HTMLLIElement} item
 * @param {{emoji: string, accounts: number[]}[]} [reactions]
 * @param {object} people
 * @param {number} people.self the reader's account id
 * @param {(person: {id: number}) => string} people.nameOf
 */
export function showReactions(item, reactions = [], { self, nameOf }) {
    let list = item.querySelector(".reactions");
    if (reactions.length === 0) {
        list?.remove();
        return;
    }
    if (list === null) {
        list = make("ul", { class: "reactions", "aria-label": t("reactions.label") });
        item.querySelector(".message__meta").before(list);
    }
    const former = new Map([...list.children].map(each => [each.dataset.emoji, each]));
    const now = reactions.map(reaction => chip(former.get(reaction.emoji), reaction, self, nameOf));
    former.forEach(each => now.includes(each) || each.remove());
    now.forEach((each, at) => list.children[at] === each || list.insertBefore(each, list.children[at] ?? null));
}

function chip(former, { emoji, accounts }, self, nameOf) {
    const made = former ?? make("li", { "data-emoji": emoji }, make("button", { class: "reaction", type: "button" },
        make("span", { class: "reaction__emoji", "aria-hidden": "true" }, emoji), " ",
        make("span", { class: "reaction__count", "aria-hidden": "true" })));
    const mine = accounts.includes(self);
    const others = accounts.filter(id => id !== self).map(id => nameOf({ id }));
    const names = new Intl.ListFormat(locale).format([...mine ? [t("reactions.you")] : [], ...others]);
    const button = made.firstElementChild;
    button.title = t("reactions.by", { emoji, names });
    button.setAttribute("aria-label", button.title);
    button.setAttribute("aria-pressed", String(mine));
    button.querySelector(".reaction__count").textContent = String(accounts.length);
    return made;
}
