/**
 * Builds the elements of a message's Markdown from its tree. No string is parsed as HTML, so nothing needs sanitizing.
 * @module
 */
import { make } from "../base/dom.js";
import { codeBlock } from "./code-block.js";
import { parse } from "./markdown.js";
import { mentionParts } from "./mentions.js";

/**
 * Shows a text as Markdown. A text without Markdown becomes plain text, as the server writes it.
 *
 * @param {Element} element its children are replaced
 * @param {string} text of a message
 * @param {ReturnType<import("./mentions.js").mentionedIn>} [find] finds whom the text mentions, outside code, quotes and links
 */
export function showMarkdown(element, text, find = null) {
    element.replaceChildren(...shownAll(parse(text), find));
}

const shownAll = (nodes, find) => nodes.flatMap(node => shown(node, find));

/** @returns {(Node|string)[]} the nodes of a block; each quote and each list item has its own writing direction */
function shown(node, find) {
    if (typeof node === "string") {
        return find === null ? [node] : mentionParts(node, find).map(part => (typeof part === "string" ? part : mention(part)));
    }
    const within = (inner = find) => shownAll(node.children, inner);
    const made = {
        text: within,
        quote: () => [make("blockquote", { dir: "auto" }, ...within(null))],
        list: () => [make(node.ordered ? "ol" : "ul", {}, ...node.items.map(each => item(each, find)))],
        fence: () => [codeBlock(node.text, node.language)],
        strong: () => [make("strong", {}, ...within())],
        em: () => [make("em", {}, ...within())],
        del: () => [make("del", {}, ...within())],
        code: () => [make("code", { dir: "ltr" }, node.text)],
        link: () => [anchor(node, within(null))],
    };
    return made[node.type]();
}

/** Makes a list item. Its mark is text, so that it is copied and read out. */
const item = ({ mark, children }, find) => make("li", { dir: "auto" },
    make("span", { class: "item-mark", "data-mark": { "-": "\u2013", "*": "\u2022" }[mark] }, mark), " ",
    ...shownAll(children, find));

const mention = ({ text, title, isReader }) => make("bdi", {
    class: `mention${isReader ? " mention--self" : ""}`, dir: "ltr", title: title === "" ? null : title,
}, text);

/** Makes a link. If its words are not its address, the address is shown on hover. */
const anchor = ({ href, isAddress = false }, children) => make("a", {
    href, rel: "noopener noreferrer nofollow", target: "_blank",
    dir: isAddress ? "ltr" : "auto", title: isAddress ? null : href,
}, ...children);
