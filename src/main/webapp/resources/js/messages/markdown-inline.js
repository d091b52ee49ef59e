/**
 * Parses the inline Markdown of a message: emphasis, code, links. markdown.js describes the dialect. The library marked does
 * the parsing. Its time grows with the number of marks, so a text with too many marks or too deep nesting is shown as typed.
 * Has no side effects.
 * @module
 */
import { isBlank } from "../base/text.js";
import { Lexer, Tokenizer, getDefaults } from "../vendor/marked/marked.esm.js";
import { addressOf, linkParts } from "./linkify.js";

const DEEPEST = 8; // levels of nested marks
const MOST_MARKS = { paragraph: 100, message: 400 }; // marked's time for one paragraph grows with the square of this number

/**
 * @typedef {string|{type: "strong"|"em"|"del"|"link", children: Inline[], href?: string, isAddress?: boolean}
 *     |{type: "code", text: string}} Inline
 */

const asText = () => undefined; // tells the library to treat the syntax as text

class ChatTokenizer extends Tokenizer {
    autolink = asText;
    br = asText;
    escape = asText;
    reflink = asText;
    tag = asText;
    url = asText;

    del(src, ...rest) {
        return /^~~+(?!~|\ufde1)/u.test(src) ? super.del(src, ...rest) : undefined; // one tilde is text: ~5 means about five
    }

    inlineText(src) {
        const [raw] = src.match(/^[^][^*_~`[!]*/u);
        return { type: "text", raw, text: raw };
    }
}

// with these three parts of the library and no other, since the build leaves out the rest
const lexer = new Lexer({ ...getDefaults(), tokenizer: new ChatTokenizer() });

// Characters that marked must not interpret are replaced by noncharacters of Unicode and restored afterwards. The first
// eight replace characters that are no marks in their place, the next eight replace characters in code and addresses. Two
// more force a mark to be only opening or only closing.
const LIKE_MARKS = "*_~`[]\\<";
const MARKS = /[*_~`[]/u;
const COUNTED = /[*_~`[(]/u; // an open bracket costs marked as much time as a mark
const HIDDEN = /[\ufdd0-\ufde1]/u;
const BESIDE = "\ufde0"; // put beside a mark; the library takes it for a letter
const CLOSED = "\ufde1"; // put after tildes, so that they do not open
const hideFrom = first => text => text.replaceAll(/[*_~`[\]\\<]/gu, each => String.fromCharCode(first + LIKE_MARKS.indexOf(each)));
const hide = hideFrom(0xfdd0);
const hideWhole = hideFrom(0xfdd8);
const restore = text => text.replaceAll(/[\ufdd0-\ufde1]/gu, each => LIKE_MARKS.repeat(2)[each.charCodeAt(0) - 0xfdd0] ?? "");

/**
 * Characters of words in a regular expression with the flag `v`. In scripts without spaces a mark may stand between two letters; in
 * all others such a mark is text.
 */
export const OF_WORD = String.raw`[[\p{L}\p{M}\p{N}]--[\p{scx=Bopo}\p{scx=Hang}\p{scx=Hani}\p{scx=Hira}\p{scx=Kana}\p{scx=Khmr}`
    + String.raw`\p{scx=Laoo}\p{scx=Mymr}\p{scx=Thai}\p{scx=Tibt}]]`;
const CODE = new RegExp(`(?<!${OF_WORD}|\`)(\`+)(?!\`)(.*?[^\`])\\1(?!\`)`, "gsv"); // inside a word, ` opens no code: geht`s
const RUNS = /\\+(?:([*_~])\1*|[[\]])?|[`<]|[*_~]+/gu;

const WITHIN_WORD = new RegExp(String.raw`${OF_WORD}\ufde0${OF_WORD}`, "v"); // within a word, the library handles _ itself
// The neighbours of marks (\ufde0 stands for the marks) with which the marks are text, do not open, or do not close emphasis
const SIGN = String.raw`[[\p{P}\p{S}]&&\p{ASCII}]`;
const NO_MARKS = [
    String.raw`([[\p{P}\p{S}]--[\p{Ps}\p{Pe}\p{Emoji_Presentation}]])\ufde0\1`, // -_-
    String.raw`\p{Quotation_Mark}\ufde0\p{Quotation_Mark}`,
    String.raw`\/\ufde0|\S\ufde0[\/\\]`,
];
const NO_OPENING = new RegExp([
    ...NO_MARKS,
    String.raw`\ufde0(?:\s|$)`,
    String.raw`${OF_WORD}\ufde0`,
    String.raw`(?:[\)\]\}^%]|(?<!\.)\.)\ufde0`, // (a)*(b), .*foo
    String.raw`\ufde0(?:[,;\)\]\}]|\.(?!\.)|[\-^=%:!?.]+(?:[\s*_~]|$))`, // *.js, but *...so*; *=, but *-5*
    String.raw`[${SIGN}--[\(\[\{"']]\ufde0${SIGN}`,
].join("|"), "v");
const NO_CLOSING = new RegExp([
    ...NO_MARKS,
    String.raw`(?:\s|^)\ufde0`,
    String.raw`\ufde0${OF_WORD}`,
    String.raw`[\(\[\{]\ufde0`,
    String.raw`${SIGN}\ufde0[${SIGN}--[\)\]\}"'.,;:!?\-]]`,
].join("|"), "v");

/** Parses the paragraphs of one message and limits the number of marks in it. */
export class InlineParser {
    #marksLeft = MOST_MARKS.message;

    /**
     * @param {string} paragraph lines, none of them empty
     * @returns {Inline[]}
     */
    parse(paragraph) {
        if (HIDDEN.test(paragraph)) {
            return withLinks([paragraph]);
        }
        const guarded = MARKS.test(paragraph) ? guard(paragraph) : "";
        const marks = guarded.split(COUNTED).length - 1;
        if (marks === 0 || marks > Math.min(MOST_MARKS.paragraph, this.#marksLeft)) {
            return withLinks([paragraph]);
        }
        this.#marksLeft -= marks;
        return withLinks(nodesOf(lexer.inlineTokens(guarded), 0));
    }
}

function guard(paragraph) {
    let guarded = "";
    let from = 0;
    for (const { 0: code, 1: ticks, 2: text, index } of paragraph.includes("`") ? paragraph.matchAll(CODE) : []) {
        guarded += guardWords(paragraph.slice(from, index), from > 0, true) + ticks + hideWhole(text) + ticks;
        from = index + code.length;
    }
    return guarded + guardWords(paragraph.slice(from), from > 0, false);
}

/** Hides what is no mark in a text between code. Code and addresses beside the text count as letters. */
function guardWords(words, isBehind, isBefore) {
    const parts = linkParts(words);
    return parts.map((part, at) => (typeof part === "string"
        ? guardRuns(part, at > 0 || isBehind ? "a" : "", at < parts.length - 1 || isBefore ? "a" : "") : hideWhole(part.text))).join("");
}

const guardRuns = (words, before, behind) => words.replaceAll(RUNS, (run, escaped, at) => {
    if (!/^[*_~]/u.test(run)) {
        return hideWhole(run);
    }
    const end = at + run.length;
    const beside = `${at > 0 ? words.slice(Math.max(0, at - 4), at) : before}\ufde0${end < words.length ? words.slice(end, end + 8) : behind}`;
    const [opens, closes] = [!NO_OPENING.test(beside), !NO_CLOSING.test(beside)];
    if (!opens && !closes && !(run.includes("_") && WITHIN_WORD.test(beside))) {
        return hide(run);
    }
    const marks = run.replaceAll(/__+/gu, hide);
    if (closes && !opens) {
        return /^~+$/u.test(run) ? marks + CLOSED : BESIDE + marks;
    }
    return opens && !closes ? marks + BESIDE : marks;
});

const wordsIn = all => all.map(node => (typeof node === "string" ? node : node.text ?? wordsIn(node.children))).join("");

const nodesOf = (tokens, depth) => joined(tokens.flatMap(token => nodes(token, depth)));

function nodes(token, depth) {
    const { type, raw, href, tokens } = token;
    if (type === "codespan") {
        const text = restore(raw.replaceAll(/^`+|`+$/gu, ""));
        return isBlank(text) ? [restore(raw)] : [{ type: "code", text: /^ [^]*\S[^]* $/u.test(text) ? text.slice(1, -1) : text }];
    }
    if (depth < DEEPEST && ["strong", "em", "del"].includes(type) && /[\p{L}\p{N}]/u.test(raw)) {
        const [marks] = raw.match(type === "strong" ? /^../u : type === "em" ? /^./u : /^~+/u);
        const children = nodesOf(tokens, depth + 1);
        return hasLike(raw, marks) ? [marks, ...children, marks] : [{ type, children }];
    }
    const address = type === "link" || type === "image" ? addressOf(restore(href)) : null;
    if (address !== null && depth < DEEPEST) { // an image becomes a link too: nothing is loaded from other servers
        const children = nodesOf(tokens ?? [{ type: "text", raw: token.text }], depth + 1).flatMap(withoutLink);
        return [{ type: "link", href: address, children: isBlank(wordsIn(children)) ? [address] : children }];
    }
    return [restore(raw)];
}

/** @returns {boolean} whether there is the same mark as text between the marks, as in `*a*b*` */
const hasLike = (raw, marks) => (raw.match(/([\ufdd0-\ufdd7])\1*/gu) ?? []).includes(hide(marks));

/** Replaces links within a link by their content. */
const withoutLink = node => (node.type === "link" ? node.children
    : [node.children === undefined ? node : { ...node, children: node.children.flatMap(withoutLink) }]);

/** @returns {Inline[]} with adjacent strings joined */
function joined(all) {
    const made = [];
    for (const node of all) {
        if (typeof node === "string" && typeof made.at(-1) === "string") {
            made.push(made.pop() + node);
        } else {
            made.push(node);
        }
    }
    return made;
}

/** @returns {Inline[]} with the addresses in strings as links */
const withLinks = all => all.flatMap(node => (typeof node === "string"
    ? linkParts(node).map(part => (typeof part === "string" ? part
        : { type: "link", href: part.href, children: [part.text], isAddress: true }))
    : [node.type === "link" || node.children === undefined ? node : { ...node, children: withLinks(node.children) }]));
