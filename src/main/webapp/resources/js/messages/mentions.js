/**
 * The mentions in the text of a message. The server decides whom a message mentions; this module only finds the words, by the rules
 * of MentionRules.java. Has no side effects.
 * @module
 */
import { OF_WORD } from "./markdown-inline.js";
import { parse } from "./markdown.js";

const ALL = "all"; // `@all` mentions all members
const OF_NAME = String.raw`[A-Za-z\d._\-]`;
const CANDIDATE = new RegExp(String.raw`(?<!${OF_WORD}|[_.\/@])@(${OF_NAME}+)(?!${OF_NAME}|${OF_WORD})`, "gv");
const BEHIND_NAME = /[._-]$/u; // may belong to the sentence
const MAX_BEHIND_NAME = 4; // characters; as on the server, which looks up every name that may be meant

/** @typedef {{title: string, isReader: boolean}} Mentioned who is mentioned: a name for the tooltip, and whether that is the reader */

/**
 * Splits a text into strings and mentions.
 *
 * @param {string} text without marks
 * @param {(username: string) => Mentioned|undefined} find takes a name in lower case
 * @returns {(string|(Mentioned & {text: string}))[]} in order; their texts, joined, are the whole text
 */
export function mentionParts(text, find) {
    const parts = [];
    let from = 0;
    for (const { 1: run, index } of text.matchAll(CANDIDATE)) {
        let name = run;
        let found = find(name.toLowerCase());
        const shortest = run.length - MAX_BEHIND_NAME;
        while (found === undefined && name.length > shortest && BEHIND_NAME.test(name)) {
            name = name.slice(0, -1);
            found = find(name.toLowerCase());
        }
        if (found !== undefined) {
            const end = index + 1 + name.length;
            parts.push(text.slice(from, index), { ...found, text: text.slice(index, end) });
            from = end;
        }
    }
    parts.push(text.slice(from));
    return parts.filter(part => part !== "");
}

/**
 * @param {Partial<import("../conversation/room-history.js").Message>} message
 * @param {import("../conversation/people.js").People} people
 * @returns {((username: string) => Mentioned|undefined)|null} finds whom the message mentions, for {@link mentionParts}; null if
 *     it mentions nobody. A person whom this page does not know has no title
 */
export function mentionedIn({ mentions = [], mentionsAll = false }, people) {
    if (mentions.length === 0 && !mentionsAll) {
        return null;
    }
    const known = new Map(mentions.map(id => people.get(id)).filter(person => person !== undefined)
        .map(({ id, username, displayName }) => [username, { title: displayName, isReader: id === people.self }]));
    if (mentionsAll) {
        known.set(ALL, { title: "", isReader: true });
    }
    const areAllKnown = known.size === mentions.length + (mentionsAll ? 1 : 0);
    const isOther = username => areAllKnown || BEHIND_NAME.test(username) || people.byUsername(username) !== undefined;
    return username => known.get(username) ?? (isOther(username) ? undefined : { title: "", isReader: false });
}

/** @returns {boolean} whether a text that is about to be sent mentions all members: outside code, quotes and links */
export const mentionsAll = text => text.includes("@") && parse(text).some(isOfAll);

function isOfAll(node) {
    if (typeof node === "string") {
        return mentionParts(node, name => (name === ALL ? {} : undefined)).some(part => typeof part !== "string");
    }
    const { type, children = [], items = [] } = node;
    return type !== "quote" && type !== "link" && [...children, ...items.flatMap(item => item.children)].some(isOfAll);
}
