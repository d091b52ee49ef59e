/**
 * Finds the links in a text. Has no side effects.
 *
 * A link ends before white space, an invisible character or a quotation mark, and before the punctuation and brackets of
 * scripts that write no spaces, such as `、` and `）`. ASCII punctuation may be part of an address; only at its end it belongs
 * to the sentence. A link also ends before a closing bracket that it did not open. Joiners that a script or an emoji needs
 * are part of a link.
 * @module
 */
const WITHIN = String.raw`[[^\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}\p{Quotation_Mark}\p{Ps}\p{Pe}`
    + String.raw`\p{Terminal_Punctuation}…<>][!'\(\),.:;?\[\]\{\}]]`;
const JOINED = String.raw`[\u200c\u200d](?=[[\p{L}\p{M}\p{Extended_Pictographic}]--[\p{ASCII}\p{Default_Ignorable_Code_Point}]])`
    + String.raw`|(?<=\p{Extended_Pictographic})\ufe0f|\ufe0f(?=\u20e3)`;
const SCHEME = String.raw`\b(?:[Hh][Tt][Tt][Pp][Ss]?:\/\/|[Mm][Aa][Ii][Ll][Tt][Oo]:)`; // flag i would slow down the classes
const CANDIDATE = new RegExp(`${SCHEME}${WITHIN}+(?:(?:${JOINED})${WITHIN}*)*`, "gv"); // linear: a text can match in one way only
const MAX_LINK = 2_048; // longer addresses stay text
const CLOSING = { ")": "(", "]": "[", "}": "{" };
const NOT_LAST = ".,;:!?'*_~([{";

/** @returns {string} the link without a full stop, comma or bracket at its end that belongs to the sentence */
function withoutTail(candidate) {
    const open = [];
    let end = 0;
    for (let at = 0; at < candidate.length; at++) {
        const each = candidate[at];
        if (each in CLOSING && open.pop() !== CLOSING[each]) {
            break;
        }
        if (Object.values(CLOSING).includes(each)) {
            open.push(each);
        }
        if (!NOT_LAST.includes(each)) {
            end = at + 1;
        }
    }
    return candidate.slice(0, end);
}

/** @returns {string|null} the address to open; null if a message must not link to it */
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
 * Splits a text into strings and links.
 *
 * @param {string} text of a message
 * @returns {(string|{text: string, href: string})[]} in order; their texts, joined, are the whole text
 */
export function linkParts(text) {
    if (!text.includes(":")) {
        return text === "" ? [] : [text];
    }
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
