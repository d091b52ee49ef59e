/**
 * The name of a file on one line.
 * @module
 */
import { make } from "../base/dom.js";

const ENDING = /\.[^.\s]{1,9}$/u;

/**
 * @param {string} name
 * @returns {HTMLElement[]} the name in two parts: where there is too little room for it, its beginning is cut, and the ending, which says
 *     what the file is, stays in sight
 */
export function nameParts(name) {
    const [ending = ""] = ENDING.exec(name) ?? [];
    return [make("span", {}, name.slice(0, name.length - ending.length)), make("span", {}, ending)];
}
