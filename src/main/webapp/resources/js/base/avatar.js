/**
 * Avatars: a circle with a person's picture, or with their initials in a colour that depends on their id only.
 * @module
 */
import { make } from "./dom.js";
import { language } from "./i18n.js";
import { firstGrapheme, isOneGrapheme } from "./text.js";

const HUES = 10; // person-hue-0 to person-hue-9 in tokens.css; avatar.xhtml uses the same number

/**
 * Returns the first grapheme of a name's first word and of its last word, if there are several; Initials.java has the same
 * rules.
 *
 * @param {string} name a display name
 * @returns {string} the initials; a letter whose capital form is longer stays as it is
 */
export function initials(name) {
    const words = name.trim().split(/\s+/u);
    return (words.length > 1 ? [words[0], words.at(-1)] : words).map(word => {
        const letter = firstGrapheme(word);
        const capital = letter.toLocaleUpperCase(language);
        return isOneGrapheme(capital) ? capital : letter;
    }).join("");
}

/**
 * @param {number} id of an account
 * @returns {string} the CSS class of its colour
 */
export const hueClass = id => `person-hue-${id % HUES}`;

/**
 * Shows a person in an avatar that exists. The initials stay below the picture, in case it does not load.
 *
 * @param {HTMLElement} element
 * @param {{id: number, displayName: string, avatar?: string, owner?: string}} person or room, whose address begins with `owner`
 */
export function showAvatar(element, { id, displayName, avatar: version, owner = id }) {
    const letters = initials(displayName);
    if (element.textContent !== letters || avatarOf(element) !== version) {
        element.replaceChildren(letters,
            version ? make("img", { loading: "lazy", src: `/avatars/${owner}/${version}`, alt: "" }) : "");
    }
}

/** @returns {string|undefined} the version of the picture in an avatar */
export const avatarOf = element => element.querySelector("img")?.src.split("/").at(-1);

/**
 * @param {{id: number, displayName: string, avatar?: string}} person
 * @param {"xs"|"s"|"m"|"l"} size
 * @returns {HTMLElement} the circle, for display beside the name
 */
export function avatar(person, size) {
    const element = make("span", { class: `avatar avatar--${size} ${hueClass(person.id)}`, "aria-hidden": "true" });
    showAvatar(element, person);
    return element;
}
