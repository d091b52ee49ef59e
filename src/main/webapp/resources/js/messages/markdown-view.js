/**
 * Builds the elements of a message's Markdown from its tree. No string is parsed as HTML, so nothing needs sanitizing.
 * @module
 */
import { make } from "../base/dom.js";
import { codeBlock } from "./code-block.js";
import { parse } from "./markdown.js";

/**
 * Shows a text as Markdown. A text without Markdown becomes plain text, as the server writes it.
 *
 * @param {Element} element its children are replaced
 * @param {string} text of a message
 */
export function showMarkdown(element, text) {
    element.replaceChildren(...parse(text).flatMap(shown));
}

/** @returns {(Node|string)[]} the nodes of a block; each quote and each list item has its own writing direction */
function shown(node) {
    if (typeof node === "string") {
        return [node];
    }
    const within = () => node.children.flatMap(shown);
    const made = {
        text: within,
        quote: () => [make("blockquote", { dir: "auto" }, ...within())],
        list: () => [make(node.ordered ? "ol" : "ul", {}, ...node.items.map(item))],
        fence: () => [codeBlock(node.text, node.language)],
        strong: () => [make("strong", {}, ...within())],
        em: () => [make("em", {}, ...within())],
        del: () => [make("del", {}, ...within())],
        code: () => [make("code", { dir: "ltr" }, node.text)],
        link: () => [anchor(node, within())],
    };
    return made[node.type]();
}

/** Makes a list item. Its mark is text, so that it is copied and read out. */
const item = ({ mark, children }) => make("li", { dir: "auto" },
    make("span", { class: "item-mark", "data-mark": { "-": "\u2013", "*": "\u2022" }[mark] }, mark), " ",
    ...children.flatMap(shown));

/** Makes a link. If its words are not its address, the address is shown on hover. */
const anchor = ({ href, isAddress = false }, children) => make("a", {
    href, rel: "noopener noreferrer nofollow", target: "_blank",
    dir: isAddress ? "ltr" : "auto", title: isAddress ? null : href,
}, ...children);
