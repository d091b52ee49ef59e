/**
 * Makes and changes elements. Text only becomes text nodes: no module parses a string as HTML.
 * @module
 */

/**
 * Makes an element.
 *
 * @param {string} name such as `li`
 * @param {Record<string, unknown>} [attributes] null, undefined and false omit the attribute
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
 * Makes an element from a `template` of the page. The server fills the template from the include that it uses for its own
 * elements.
 *
 * @param {string} id of the template, which contains one element
 * @returns {HTMLElement}
 */
export const fromTemplate = id => document.querySelector(`#${id}`).content.firstElementChild.cloneNode(true);

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} name of a symbol of icons.xhtml, such as `sent`
 * @returns {SVGElement} the icon, which screen readers skip: a text beside it must name its meaning
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
 * Replaces an element by one with another tag name, and keeps attributes and children. For example, the list of people and
 * the conversation take turns in having the page's only `h1`.
 *
 * @param {Element} element
 * @param {string} name the new tag name, such as `h2`
 * @returns {Element} the new element
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

/** @returns {boolean} whether the system asks for reduced motion */
export const wantsNoMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/**
 * Plays a CSS animation once.
 *
 * @param {Element} element
 * @param {string} className class with the animation; removed at its end
 */
export function animateOnce(element, className) {
    element.classList.add(className);
    element.addEventListener("animationend", () => element.classList.remove(className), { once: true });
}

/**
 * Debounces calls: runs once, some time after the last call.
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
