/**
 * The sentence that tells who is typing. Has no side effects.
 * @module
 */
import { t } from "../base/i18n.js";

/**
 * @param {number[]} typists account ids of those who type in a room
 * @param {import("../conversation/people.js").People} people
 * @returns {string} empty for nobody
 */
export function typingSentence(typists, people) {
    const [first, second] = typists;
    if (typists.length < 2) {
        return first === undefined ? "" : t("typing.long", { name: people.nameOf({ id: first }) });
    }
    const areTwo = typists.length === 2 && typists.every(id => people.get(id) !== undefined);
    return areTwo ? t("typing.two", { first: people.nameOf({ id: first }), second: people.nameOf({ id: second }) })
        : t("typing.several");
}
