/**
 * A message's Markdown as a tree, from which all views are made: the message itself, row, quote, toast, notification.
 * What is no mark is shown as it was typed, character by character. Pure.
 *
 * The dialect is smaller than CommonMark, since people who chat mean few of its marks:
 *
 * - In a line: `**bold**`, `*italic*` and `_italic_`, `~~struck~~`, `` `code` ``, `[words](address)`, and addresses as
 *   they are (linkify.js). Marks of emphasis stand at the ends of words (`2*3*4` and `__init__` have none), around
 *   something with a letter or digit (`*_*`), and not at a slash (`src/**` + `/*.js`). Between punctuation they open only
 *   behind a bracket or quotation mark that opens, and close only before what may follow a word (`a.*, b.*`, `-_- ja -_-`).
 *   Around a mark like them that is none, they are none either (`*a*b*`).
 * - A backslash is a backslash, whatever follows. A mark behind one is shown, and so is the backslash.
 * - `> ` begins each line of a quote; it has no other lines. `>` before a letter does too, `>100` and `>_<` do not, nor do
 *   lines that are all empty.
 * - `- `, `* `, `1. ` and `1) ` begin an item of a list, which goes on in lines that are indented by two spaces. The
 *   number is part of the text. What looks like an item within the first line of one (`24. 12.`) makes it a sentence.
 * - Three backticks open and close code; a closing fence may stand behind the last line, or before words that go on. One
 *   around nothing is none.
 * - Not in it: headings, tables, rules, HTML, entities, references, indented code, hard breaks, escapes.
 *
 * Blocks are found here, in linear time. In lines marked finds the marks, and is given as many as it takes milliseconds
 * for; beyond that, and beyond the deepest nesting, a text stands as it was typed.
 * @module
 */
import { addressOf, linkParts } from "./linkify.js";
import { hasRightToLeft, isBlank } from "./text.js";
import { Lexer, Marked } from "./vendor/marked/marked.esm.js";

const DEEPEST = 8; // quotes and lists within each other, and as many marks of a line
const MOST_BLOCKS = 200; // quotes, items and code in a message
const MOST_MARKS = { paragraph: 100, message: 400 }; // what marked does with n of a paragraph grows with their square

let blocksLeft = 0; // of the message that is parsed
let marksLeft = 0;

/**
 * @typedef {string|{type: "strong"|"em"|"del"|"link", children: Inline[], href?: string, isAddress?: boolean}
 *     |{type: "code", text: string}} Inline
 * @typedef {{type: "text", children: Inline[]}|{type: "quote", children: Block[]}
 *     |{type: "fence", text: string, language?: string}
 *     |{type: "list", ordered: boolean, items: {mark: string, children: Block[]}[]}} Block
 */

/**
 * @param {string} text of a message
 * @returns {Block[]} where nothing else is left of it, the text as it was typed
 */
export function parse(text) {
    try {
        blocksLeft = MOST_BLOCKS;
        marksLeft = MOST_MARKS.message;
        const blocks = blocksOf(text.split(/\r\n?|\n/u), 0);
        if (!isBlank(blocks.map(block => wordsOf(block)).join(""))) {
            return blocks;
        }
    } catch (error) {
        console.error("A message is shown as it was typed", error);
    }
    return [{ type: "text", children: [text] }];
}

/**
 * @param {string} text of a message
 * @returns {string} the text without its marks, on one line: for a row, a quote, a notification. Code and addresses among
 *     words from right to left are isolated by the invisible characters that do what the elements of a message do
 */
export function plainText(text) {
    const ltr = hasRightToLeft(text) ? words => `\u2066${words}\u2069` : words => words;
    return parse(text).map(block => wordsOf(block, ltr)).join(" ").replaceAll(/\s+/gu, " ").trim();
}

function wordsOf(node, ltr = words => words) {
    if (typeof node === "string") {
        return node;
    }
    const { type, text, items, children, isAddress = false } = node;
    const of = (nodes, between) => nodes.map(each => wordsOf(each, ltr)).join(between);
    if (type === "list") {
        return items.map(item => `${item.mark} ${of(item.children, " ")}`).join(" ");
    }
    const words = text ?? of(children, type === "quote" ? " " : "");
    return text !== undefined || isAddress ? ltr(words) : words;
}

// Blocks

const OPENING = /^ {0,3}(`{3,})([^`]*)$/u;
const OPENING_BEHIND = /^([^`]+)(`{3,})([\w+#.-]*)[ \t]*$/u;
const LANGUAGE = /^[\w+#.-]{1,20}$/u;
const CLOSING = /^(?:[^`]*?(`{3,})[ \t]*$| {0,3}(`{3,})[ \t]+(.+)$)/u;
const QUOTE = /^ {0,3}>(?=>*(?:[ \t]|$|\p{L}))[ \t]?/u;
const EMPTY_QUOTE = /^[ \t>]*$/u;
const ITEM = /^( {0,3}(?:[-*]|\d{1,9}[.)]))[ \t]+(?=\S)(?!(?:[-*]|\d{1,9}[.)])(?:[ \t]|$))/u;
const WITHIN_ITEM = /^(?: {2}|\t)[ \t]*(?=\S)/u;
const INDENT = /^(?:\t| +)/u;
const BOX = /^\[([ xX])\](?=[ \t]+\S)/u;
const isEmpty = line => /^[ \t]*$/u.test(line);

function blocksOf(lines, depth) {
    const blocks = [];
    let from = 0; // the first line that is in no block yet
    let unclosed = Infinity; // so many backticks or more close nothing from here on
    const addText = (to, last = []) => {
        const text = withoutEmptyEnds([...lines.slice(from, to), ...last]);
        if (text.length > 0) {
            blocks.push({ type: "text", children: text.join("\n").split(/(\n(?:[ \t]*\n)+)/u).flatMap(inline) });
        }
    };
    const fenceBehind = at => { // behind words a fence opens only where another closes it
        const [, before, ticks, info] = lines[at].match(OPENING_BEHIND) ?? [];
        const found = before === undefined || ticks.length >= unclosed ? null : fenced(lines, at, ticks, info);
        if (found !== null && found.next > lines.length) {
            unclosed = ticks.length;
            return null;
        }
        return found === null ? null : { ...found, before: [before] };
    };
    for (let at = 0; at < lines.length && blocksLeft > 0;) {
        const found = fence(lines, at) ?? (depth === DEEPEST ? null : quote(lines, at, depth) ?? list(lines, at, depth))
            ?? fenceBehind(at);
        if (found?.block) {
            addText(at, found.before);
            blocks.push(found.block);
            blocksLeft--;
            at = from = found.next;
            if (found.rest !== undefined) {
                lines[at] = found.rest;
            }
        } else {
            at = found?.next ?? at + 1;
        }
    }
    addText(lines.length);
    return blocks;
}

function withoutEmptyEnds(lines) {
    let [from, to] = [0, lines.length];
    while (from < to && isEmpty(lines[from])) {
        from++;
    }
    while (to > from && isEmpty(lines[to - 1])) {
        to--;
    }
    return lines.slice(from, to);
}

function fence(lines, at) {
    const [, ticks, info] = lines[at].match(OPENING) ?? [];
    return ticks === undefined ? null : fenced(lines, at, ticks, info.trim());
}

/** Without a block, these lines are text. */
function fenced(lines, at, ticks, info) {
    let end = at + 1;
    let closing = null;
    for (; end < lines.length; end++) {
        closing = lines[end].match(CLOSING);
        if ((closing?.[1] ?? closing?.[2] ?? "").length >= ticks.length) {
            break;
        }
    }
    const isClosed = end < lines.length;
    const rest = isClosed ? closing[3] : undefined;
    const last = isClosed && rest === undefined ? [lines[end].replace(/`+[ \t]*$/u, "")].filter(line => !isEmpty(line)) : [];
    const within = [...lines.slice(at + 1, end), ...last];
    const named = isClosed && LANGUAGE.test(info);
    const code = named || info === "" ? within : [info, ...within];
    const isCode = !(isClosed ? code : within).every(isEmpty);
    return {
        block: isCode ? { type: "fence", text: code.join("\n"), language: named ? info.toLowerCase() : undefined } : null,
        next: rest === undefined ? end + 1 : end, // a closing line that goes on is the next one, without its fence
        rest,
    };
}

function quote(lines, at, depth) {
    let end = at;
    while (end < lines.length && QUOTE.test(lines[end])) {
        end++;
    }
    const quoted = lines.slice(at, end);
    return end === at ? null : {
        block: quoted.every(line => EMPTY_QUOTE.test(line)) ? null
            : { type: "quote", children: blocksOf(quoted.map(line => line.replace(QUOTE, "")), depth + 1) },
        next: end,
    };
}

function list(lines, at, depth) {
    const items = [];
    const isOrdered = mark => /\d/u.test(mark);
    let next = at;
    for (;;) {
        const [opening, mark] = lines[next]?.match(ITEM) ?? [];
        if (opening === undefined || blocksLeft <= 0 || items.length > 0 && isOrdered(mark) !== isOrdered(items[0].mark)) {
            break;
        }
        const end = endOfItem(lines, next);
        blocksLeft--;
        const first = lines[next].slice(opening.length);
        const box = first.match(BOX);
        items.push({
            mark: mark.trim(),
            children: blocksOf([
                box === null ? first : `${box[1] === " " ? "\u2610" : "\u2611"}${first.slice(box[0].length)}`,
                ...lines.slice(next + 1, end).map(line => line.replace(INDENT, spaces => (spaces === "\t" ? "" : spaces.slice(mark.length + 1)))),
            ], depth + 1),
        });
        next = end;
    }
    return items.length === 0 ? null : { block: { type: "list", ordered: isOrdered(items[0].mark), items }, next };
}

/** An item goes on over empty lines where an indented one follows. */
function endOfItem(lines, at) {
    let end = at + 1;
    for (let next = end; next < lines.length && (isEmpty(lines[next]) || WITHIN_ITEM.test(lines[next])); next++) {
        end = isEmpty(lines[next]) ? end : next + 1;
    }
    return end;
}

// Lines

const asText = () => undefined; // not recognised
const asEver = false; // marked's own

const lexer = new Lexer(new Marked({
    tokenizer: {
        autolink: asText,
        br: asText,
        del: src => (/^~~+(?!~|\ufde1)/u.test(src) ? asEver : undefined), // ~5 means about five
        escape: asText,
        inlineText: src => {
            const [raw] = src.match(/^[^][^*_~`[!]*/u);
            return { type: "text", raw, text: raw };
        },
        reflink: asText,
        tag: asText,
        url: asText,
    },
}).defaults);

// What marked must not take for a mark is hidden behind characters that no text has, and then put back: what is none where
// it stands behind the first eight, what is code or an address behind the next. Others say that marks close or open only.
const LIKE_MARKS = "*_~`[]\\<";
const MARKS = /[*_~`[]/u;
const COUNTED = /[*_~`[(]/u; // brackets that stay open cost as much
const HIDDEN = /[\ufdd0-\ufde1]/u;
const BESIDE = "\ufde0"; // beside marks, it is a word to marked
const CLOSED = "\ufde1"; // behind tildes, these open nothing
const hideFrom = first => text => text.replaceAll(/[*_~`[\]\\<]/gu, each => String.fromCharCode(first + LIKE_MARKS.indexOf(each)));
const hide = hideFrom(0xfdd0);
const hideWhole = hideFrom(0xfdd8);
const restore = text => text.replaceAll(/[\ufdd0-\ufde1]/gu, each => LIKE_MARKS.repeat(2)[each.charCodeAt(0) - 0xfdd0] ?? "");

// Scripts without spaces mark parts of words; in others a mark between two letters is none.
const OF_WORD = String.raw`[[\p{L}\p{M}\p{N}]--[\p{scx=Bopo}\p{scx=Hang}\p{scx=Hani}\p{scx=Hira}\p{scx=Kana}\p{scx=Khmr}`
    + String.raw`\p{scx=Laoo}\p{scx=Mymr}\p{scx=Thai}\p{scx=Tibt}]]`;
const CODE = new RegExp(`(?<!${OF_WORD}|\`)(\`+)(?!\`)(.*?[^\`])\\1(?!\`)`, "gsv"); // geht`s is no code
const RUNS = /\\+(?:([*_~])\1*|[[\]])?|[`<]|[*_~]+/gu;

const WITHIN_WORD = new RegExp(String.raw`${OF_WORD}\ufde0${OF_WORD}`, "v"); // marked's own for _
// What stands beside marks (here \ufde0) where they are none, do not open, do not close
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

/** @returns {Inline[]} a paragraph's */
function inline(paragraph) {
    if (HIDDEN.test(paragraph)) {
        return withLinks([paragraph]);
    }
    const guarded = MARKS.test(paragraph) ? guard(paragraph) : "";
    const marks = guarded.split(COUNTED).length - 1;
    if (marks === 0 || marks > Math.min(MOST_MARKS.paragraph, marksLeft)) {
        return withLinks([paragraph]);
    }
    marksLeft -= marks;
    return withLinks(nodesOf(lexer.inlineTokens(guarded), 0));
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

/** Code and addresses beside words are words too. */
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
    if (address !== null && depth < DEEPEST) { // a picture is a link too: nothing is loaded from elsewhere
        const children = nodesOf(tokens ?? [{ type: "text", raw: token.text }], depth + 1).flatMap(withoutLink);
        return [{ type: "link", href: address, children: isBlank(children.map(child => wordsOf(child)).join("")) ? [address] : children }];
    }
    return [restore(raw)];
}

/** @returns {boolean} whether among what marks enclose there is the same that was found to be no mark */
const hasLike = (raw, marks) => (raw.match(/([\ufdd0-\ufdd7])\1*/gu) ?? []).includes(hide(marks));

/** Within a link there is no other. */
const withoutLink = node => (node.type === "link" ? node.children
    : [node.children === undefined ? node : { ...node, children: node.children.flatMap(withoutLink) }]);

/** @returns {Inline[]} with strings that follow each other as one */
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

/** @returns {Inline[]} with the addresses among them as links */
const withLinks = all => all.flatMap(node => (typeof node === "string"
    ? linkParts(node).map(part => (typeof part === "string" ? part
        : { type: "link", href: part.href, children: [part.text], isAddress: true }))
    : [node.type === "link" || node.children === undefined ? node : { ...node, children: withLinks(node.children) }]));
