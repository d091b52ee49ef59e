/**
 * Makes and changes elements. Text only ever becomes text nodes: no string is parsed as HTML anywhere in ChatBoard.
 * @module
 */

/**
 * Makes an element.
 *
 * @param {string} name such as `li`
 * @param {Record<string, unknown>} [attributes] an attribute each; null, undefined and false leave it out
 * @param {...(Node|string|null)} children strings become text nodes
 * @returns {HTMLElement}
 */
export function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) {
        if (value !== null && value !== undefined && value !== false) {
            element.setAttribute(attribute, value === true ? "" : String(value));
        }
    }
    element.append(...children.filter(child => child !== null));
    return element;
}

/**
 * Makes an element as the server writes it: from a `template` of the page, which comes from the same include.
 *
 * @param {string} id of the template, which has one element
 * @returns {HTMLElement}
 */
export const fromTemplate = id => document.querySelector(`#${id}`).content.firstElementChild.cloneNode(true);

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} name of a symbol of icons.xhtml, such as `sent`
 * @returns {SVGElement} the picture; what it means must be said in words beside it
 */
export function icon(name) {
    const picture = document.createElementNS(SVG, "svg");
    picture.setAttribute("class", "icon");
    picture.setAttribute("aria-hidden", "true");
    picture.append(document.createElementNS(SVG, "use"));
    picture.firstChild.setAttribute("href", `#icon-${name}`);
    return picture;
}

/**
 * Gives an element another name, its attributes and children kept: a page has one `h1`, and which it is changes.
 *
 * @param {Element} element
 * @param {string} name the new one, such as `h2`
 * @returns {Element} the element that now stands there
 */
export function rename(element, name) {
    if (element.localName === name) {
        return element;
    }
    const renamed = document.createElement(name);
    for (const { name: attribute, value } of element.attributes) {
        renamed.setAttribute(attribute, value);
    }
    renamed.append(...element.childNodes);
    element.replaceWith(renamed);
    return renamed;
}

/** @returns {boolean} whether the person asked the system for no motion */
export const wantsNoMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/**
 * Plays the animation of a class once.
 *
 * @param {Element} element
 * @param {string} className whose CSS has the animation; removed when it has ended
 */
export function animateOnce(element, className) {
    element.classList.add(className);
    element.addEventListener("animationend", () => element.classList.remove(className), { once: true });
}

/**
 * Collects calls: runs once, a while after the last of them.
 *
 * @param {() => void} run
 * @param {number} afterMs
 * @returns {() => void}
 */
export function debounced(run, afterMs) {
    let timer;
    return () => {
        clearTimeout(timer);
        timer = setTimeout(run, afterMs);
    };
}
