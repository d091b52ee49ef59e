/**
 * Finds the links in a text. Everything else stays text. Pure.
 * @module
 */
// Linear: one pass, no part of it can be matched in two ways. What may end a link is judged afterwards.
const CANDIDATE = /\b(?:https?:\/\/|mailto:)[^\s<>"“”«»]+/giu;
const FIRST = new RegExp(`^${CANDIDATE.source}`, "iu");
const MAX_LINK = 2_048; // longer ones are text
const CLOSING = { ")": "(", "]": "[", "}": "{" };

/** @returns {string} the link without the full stop, the comma or the bracket that belongs to the sentence */
function withoutTail(link) {
    let end = link.length;
    while (end > 0) {
        const last = link[end - 1];
        const unmatched = last in CLOSING
            && count(link, last, end) > count(link, CLOSING[last], end);
        if (!unmatched && !".,;:!?'’*_~…".includes(last)) {
            break;
        }
        end--;
    }
    return link.slice(0, end);
}

function count(text, letter, end) {
    let found = 0;
    for (let at = text.indexOf(letter); at >= 0 && at < end; at = text.indexOf(letter, at + 1)) {
        found++;
    }
    return found;
}

/** @returns {string|null} the address to open, null where it is none that a message may lead to */
export function addressOf(text) {
    const parsed = text.length <= MAX_LINK && URL.canParse(text) ? new URL(text) : null;
    const leads = {
        "mailto:": () => parsed.pathname.includes("@"),
        "http:": () => parsed.hostname !== "",
        "https:": () => parsed.hostname !== "",
    };
    return Object.hasOwn(leads, parsed?.protocol ?? "") && leads[parsed.protocol]() ? parsed.href : null;
}

/**
 * Cuts a text into strings and links.
 *
 * @param {string} text of a message
 * @returns {(string|{text: string, href: string})[]} in order; joined, their texts are the whole text
 */
export function linkParts(text) {
    const parts = [];
    let from = 0;
    for (const { 0: candidate, index } of text.matchAll(CANDIDATE)) {
        const link = candidate.length > MAX_LINK ? "" : withoutTail(candidate);
        const href = addressOf(link);
        if (href !== null) {
            parts.push(text.slice(from, index), { text: link, href });
            from = index + link.length;
        }
    }
    parts.push(text.slice(from));
    return parts.filter(part => part !== "");
}

/**
 * @param {string} text
 * @returns {{text: string, href: string}|null} the link that it begins with
 */
export function linkAt(text) {
    const candidate = text.match(FIRST)?.[0] ?? "";
    const [first] = candidate === "" ? [] : linkParts(candidate);
    return typeof first === "object" ? first : null;
}
