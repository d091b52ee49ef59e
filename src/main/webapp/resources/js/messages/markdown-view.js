/**
 * A message's Markdown as elements, made one by one from its tree: no string is ever parsed as HTML, so that there is
 * nothing to purify.
 * @module
 */
import { make } from "../base/dom.js";
import { codeBlock } from "./code-block.js";
import { parse } from "./markdown.js";

/**
 * Shows a text as its Markdown means it. A text without any is one flow of text, as the server writes it.
 *
 * @param {Element} element whose children are replaced
 * @param {string} text of a message
 */
export function showMarkdown(element, text) {
    element.replaceChildren(...parse(text).flatMap(shown));
}

/** @returns {(Node|string)[]} lines as text, line breaks included; each quote and each item reads in its own direction */
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

/** The mark is text as it was typed, so that it is copied and read out too. */
const item = ({ mark, children }) => make("li", { dir: "auto" },
    make("span", { class: "item-mark", "data-mark": { "-": "\u2013", "*": "\u2022" }[mark] }, mark), " ",
    ...children.flatMap(shown));

/** Where the words are not the address, it can be seen before it is followed. */
const anchor = ({ href, isAddress = false }, children) => make("a", {
    href, rel: "noopener noreferrer nofollow", target: "_blank",
    dir: isAddress ? "ltr" : "auto", title: isAddress ? null : href,
}, ...children);
