/**
 * A message's Markdown as tokens: bold, italic, strike, code, code blocks, quotes, lists and links; everything else stays
 * text, HTML above all. Pure.
 *
 * It takes linear time: marked alone does not, so what it is given of marks and of depth is limited. A text beyond that
 * is no Markdown, and is shown as it was typed.
 * @module
 */
import { linkAt } from "./linkify.js";
import { Lexer, Marked } from "./vendor/marked/marked.esm.js";

const MOST_MARKS = 200; // in a message, code blocks aside: what marked does with n of them grows with their square
const MARKS = /[[\\*_~`<]/gu;
const DEEP_QUOTE = /^(?: {0,3}>[ \t]?){7}/u;
const DEEP_LIST = /^(?: {0,3}(?:[-+*]|\d{1,9}[.)])[ \t]+){7}/u;

const asText = () => undefined; // not recognised
const asEver = false; // marked's own

const { defaults } = new Marked({
    gfm: true,
    breaks: true,
    tokenizer: {
        code: asText, // four spaces are no code: people indent as they like
        def: asText,
        heading: asText,
        hr: asText,
        html: asText,
        lheading: asText,
        del: src => (src.startsWith("~~") ? asEver : undefined), // ~5 means about five
        reflink: asText,
        table: asText,
        tag: asText,
        blockquote: src => (DEEP_QUOTE.test(src) ? undefined : asEver),
        list: src => (DEEP_LIST.test(src) ? undefined : asEver),
        autolink: asText,
        url: src => link(linkAt(src)), // before its underscores and stars are taken for marks
    },
});

const link = found => (found === null ? undefined
    : { type: "link", raw: found.text, href: found.href, tokens: [{ type: "verbatim", raw: found.text }] });

/**
 * @param {string} text of a message
 * @returns {object[]} marked's block tokens, those of a line within them as `tokens`
 */
export function parse(text) {
    const lexer = new Lexer(defaults);
    lexer.blockTokens(text.replaceAll(/\r\n?/gu, "\n"), lexer.tokens);
    const lines = lexer.inlineQueue.splice(0);
    const marks = lines.reduce((sum, { src }) => sum + (src.match(MARKS)?.length ?? 0), 0);
    if (marks > MOST_MARKS) {
        return [{ type: "verbatim", raw: text }];
    }
    lines.forEach(({ src, tokens }) => lexer.inlineTokens(src, tokens));
    return lexer.tokens;
}

/** @returns {string} the text without its marks, on one line: for a row, a quote, a notification */
export function plainText(text) {
    const words = parse(text).map(wordsOf).join("").replaceAll(/\s+/gu, " ").trim();
    return words === "" ? text : words;
}

function wordsOf(token) {
    if (token.type === "list") {
        return token.items.map(item => ` ${item.tokens.map(wordsOf).join("")} `).join("");
    }
    if (token.type === "code" || token.type === "codespan") {
        return `${token.text}${token.type === "code" ? " " : ""}`;
    }
    const words = token.tokens?.map(wordsOf).join("") ?? (token.type === "escape" ? token.text : token.raw);
    return token.type === "paragraph" || token.type === "blockquote" ? `${words} ` : words;
}
