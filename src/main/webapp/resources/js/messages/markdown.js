/**
 * Parses a message's Markdown into a tree. All views are made from it: the message, its row, quote, toast and notification.
 * Characters that are no marks are shown as typed. Has no side effects.
 *
 * The dialect is smaller than CommonMark, since people in a chat rarely intend its other marks:
 *
 * - In a line: `**bold**`, `*italic*` and `_italic_`, `~~struck~~`, `` `code` ``, `[words](address)`, and addresses as they
 *   are (linkify.js). Emphasis begins and ends at the ends of words (not in `2*3*4` and `__init__`), contains a letter or
 *   digit (not `*_*`), and does not touch a slash (`src/**` + `/*.js`). Between punctuation, emphasis begins only after an
 *   opening bracket or quotation mark, and ends only before a character that may follow a word (not in `a.*, b.*` and `-_-
 *   ja -_-`). If it contains the same mark as text (`*a*b*`), it is text too.
 * - A backslash is text. It makes the mark after it text, and both are shown.
 * - Each line of a quote begins with `> `, or with `>` and a letter (not `>100` and `>_<`). A quote has at least one line
 *   that is not empty.
 * - `- `, `* `, `1. ` and `1) ` begin a list item; lines indented by two spaces continue it. The number is part of the text.
 *   An item whose text begins like another item (`24. 12.`) is plain text.
 * - Three backticks open and close a code block. A closing fence may stand at the end of the last line, or before further
 *   text. An empty block is text.
 * - Not supported: headings, tables, rules, HTML, entities, references, indented code, hard breaks, escapes.
 *
 * This module parses blocks, in linear time; markdown-inline.js parses the marks within lines. A text with too many blocks
 * or too deep nesting is shown as typed.
 * @module
 */
import { hasRightToLeft, isBlank } from "../base/text.js";
import { InlineParser } from "./markdown-inline.js";

const DEEPEST = 8; // levels of nested quotes and lists
const MOST_BLOCKS = 200; // quotes, list items and code blocks in a message

let blocksLeft = 0; // how many blocks the message that is being parsed may still have
let inline = null; // the InlineParser of the message that is being parsed

/** @typedef {import("./markdown-inline.js").Inline} Inline */

/**
 * @typedef {{type: "text", children: Inline[]}|{type: "quote", children: Block[]}
 *     |{type: "fence", text: string, language?: string}
 *     |{type: "list", ordered: boolean, items: {mark: string, children: Block[]}[]}} Block
 */

/**
 * Parses a message.
 *
 * @param {string} text of a message
 * @returns {Block[]} its blocks; if they have no visible text, the text as typed
 */
export function parse(text) {
    try {
        blocksLeft = MOST_BLOCKS;
        inline = new InlineParser();
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
 * Makes a plain text of a message's Markdown.
 *
 * @param {string} text of a message
 * @returns {string} the text without marks, on one line, for a row, a quote or a notification. Code and addresses between
 *     words that are written from right to left are isolated by invisible characters
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
    let from = 0; // the first line that belongs to no block yet
    let unclosed = Infinity; // the rest of the text closes no fence of this many backticks or more
    const addText = (to, last = []) => {
        const text = withoutEmptyEnds([...lines.slice(from, to), ...last]);
        if (text.length > 0) {
            blocks.push({ type: "text", children: text.join("\n").split(/(\n(?:[ \t]*\n)+)/u).flatMap(paragraph => inline.parse(paragraph)) });
        }
    };
    const fenceBehind = at => { // a fence behind words opens a block only if another fence closes it
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

/** Parses a code block. Its `block` is null if it has no text between the fences: the lines are shown as text then. */
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
        next: rest === undefined ? end + 1 : end, // text after the closing fence is the next line
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

/** An empty line belongs to an item if an indented line follows. */
function endOfItem(lines, at) {
    let end = at + 1;
    for (let next = end; next < lines.length && (isEmpty(lines[next]) || WITHIN_ITEM.test(lines[next])); next++) {
        end = isEmpty(lines[next]) ? end : next + 1;
    }
    return end;
}
