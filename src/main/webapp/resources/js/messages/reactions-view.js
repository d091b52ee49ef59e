/**
 * The reactions below the text of a message.
 * @module
 */
import { make } from "../base/dom.js";
import { locale, t } from "../base/i18n.js";

/**
 * Shows the reactions below the text. Keeps the elements of unchanged reactions, and so the focus.
 *
 * @param {HTMLLIElement} item
 * @param {{emoji: string, accounts: number[]}[]} [reactions]
 * @param {import("../conversation/people.js").People} people
 */
export function showReactions(item, reactions = [], people) {
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
    const now = reactions.map(reaction => chip(former.get(reaction.emoji), reaction, people));
    former.forEach(each => now.includes(each) || each.remove());
    now.forEach((each, at) => list.children[at] === each || list.insertBefore(each, list.children[at] ?? null));
}

function chip(former, { emoji, accounts }, people) {
    const made = former ?? make("li", { "data-emoji": emoji }, make("button", { class: "reaction", type: "button" },
        make("span", { class: "reaction__emoji", "aria-hidden": "true" }, emoji), " ",
        make("span", { class: "reaction__count", "aria-hidden": "true" })));
    const mine = accounts.includes(people.self);
    const others = accounts.filter(id => id !== people.self).map(id => people.nameOf({ id }));
    const names = new Intl.ListFormat(locale).format([...mine ? [t("reactions.you")] : [], ...others]);
    const button = made.firstElementChild;
    button.title = t("reactions.by", { emoji, names });
    button.setAttribute("aria-label", button.title);
    button.setAttribute("aria-pressed", String(mine));
    button.querySelector(".reaction__count").textContent = String(accounts.length);
    return made;
}
