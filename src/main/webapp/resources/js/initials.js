/**
 * People as a circle with initials, on a colour that is theirs for ever.
 * @module
 */
import { make } from "./dom.js";
import { language } from "./language.js";

const HUES = 10; // person-hue-0 to person-hue-9 in tokens.css; avatar.xhtml counts the same way

/**
 * The first letter of the name and that of its last word, by code points, so that an emoji is not cut in two.
 *
 * @param {string} name a display name
 * @returns {string} one or two letters
 */
export function initials(name) {
    const space = name.lastIndexOf(" ");
    const first = [...name.slice(0, 2)][0] ?? "";
    const last = space > 0 ? [...name.slice(space + 1, space + 3)][0] ?? "" : "";
    return (first + last).toLocaleUpperCase(language);
}

/**
 * @param {number} id of an account
 * @returns {string} the class that gives its colour
 */
export const hueClass = id => `person-hue-${id % HUES}`;

/**
 * @param {{id: number, displayName: string}} person
 * @param {"s"|"m"|"l"} size
 * @returns {HTMLElement} the circle; the name itself must stand beside it
 */
export function avatar(person, size) {
    return make("span", { class: `avatar avatar--${size} ${hueClass(person.id)}`, "aria-hidden": "true" },
        initials(person.displayName));
}
