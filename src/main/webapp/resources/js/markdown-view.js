/**
 * A message's Markdown as elements, made one by one from its tokens: no string is ever parsed as HTML, so that there is
 * nothing to purify.
 * @module
 */
import { codeBlock } from "./code-block.js";
import { make } from "./dom.js";
import { addressOf, linkParts } from "./linkify.js";
import { parse } from "./markdown.js";

const DEEPEST = 8; // quotes and lists within each other; what is deeper is shown as it was typed

/**
 * Shows a text as its Markdown means it. A text without any is one flow of text, as the server writes it.
 *
 * @param {Element} element whose children are replaced
 * @param {string} text of a message
 */
export function showMarkdown(element, text) {
    element.replaceChildren(...blocks(parse(text), 0));
    if (element.textContent.trim() === "") { // nothing but marks
        element.textContent = text;
    }
}

/** Lines follow each other as text, line breaks included; what is no line is an element of its own. */
function blocks(tokens, depth) {
    const nodes = [];
    let gap = null; // the line breaks since the last line; null where an element stands before
    for (const token of tokens) {
        const made = block(token, depth);
        if (token.type === "space") {
            gap = gap === null ? null : gap + token.raw;
        } else if (made !== null) {
            nodes.push(made);
            gap = null;
        } else {
            nodes.push(gap ?? "", ...line(token));
            gap = token.raw.match(/\n*$/u)[0];
        }
    }
    return nodes;
}

function block(token, depth) {
    if (token.type === "code") {
        return codeBlock(token.text, token.lang?.match(/^[\w+#-]{1,20}/u)?.[0].toLowerCase());
    }
    if (depth === DEEPEST) {
        return null;
    }
    if (token.type === "blockquote") {
        return make("blockquote", {}, ...blocks(token.tokens, depth + 1));
    }
    return token.type === "list" ? list(token, depth + 1) : null;
}

const list = ({ ordered, start, items }, depth) => make(
    ordered ? "ol" : "ul", { start: ordered && start !== 1 ? start : null },
    ...items.map(({ tokens }) => make("li", {}, ...blocks(tokens, depth))));

/** @returns {(Node|string)[]} what stands in a line; within a link there are no others */
function line(token, inLink = false) {
    const { type, raw, tokens, text } = token;
    const within = () => tokens.flatMap(each => line(each, inLink));
    const shown = {
        strong: () => [make("strong", {}, ...within())],
        em: () => [make("em", {}, ...within())],
        del: () => [make("del", {}, ...within())],
        codespan: () => [make("code", {}, text)],
        br: () => ["\n"],
        escape: () => [text],
        checkbox: () => [token.checked ? "\u2611 " : "\u2610 "],
        link: () => (inLink ? within() : linked(token)),
        image: () => (inLink ? [text] : linked({ ...token, tokens: [{ type: "verbatim", raw: text }] })),
        verbatim: () => [raw],
    };
    if (Object.hasOwn(shown, type)) {
        return shown[type]();
    }
    return tokens !== undefined ? within() : inLink ? [raw] : linkParts(raw).map(part => (
        typeof part === "string" ? part : anchor(part.href, [part.text])));
}

/** A picture is a link too: nothing is loaded from elsewhere. What leads nowhere stays as it was typed. */
function linked({ href, tokens, raw }) {
    const address = addressOf(href);
    return address === null ? [raw] : [anchor(address, tokens.flatMap(each => line(each, true)))];
}

/** Where the words are not the address, it can be seen before it is followed. */
function anchor(href, children) {
    const made = make("a", { href, rel: "noopener noreferrer nofollow", target: "_blank" }, ...children);
    if (made.textContent.trim() === "") {
        made.textContent = href;
    } else if (addressOf(made.textContent) !== href) {
        made.title = href;
    }
    return made;
}
