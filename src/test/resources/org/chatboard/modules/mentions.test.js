import { parse } from "/modules/messages/markdown.js";
import { equal } from "./expect.js";

const OF_WORD = String.raw`[[\p{L}\p{M}\p{N}]--[\p{scx=Bopo}\p{scx=Hang}\p{scx=Hani}\p{scx=Hira}\p{scx=Kana}\p{scx=Khmr}`
    + String.raw`\p{scx=Laoo}\p{scx=Mymr}\p{scx=Thai}\p{scx=Tibt}]]`;
const WRITTEN = new RegExp(String.raw`(?<!${OF_WORD}|[_.\/@])@([a-zA-Z0-9._\-]{3,})(?!${OF_WORD})`, "gv");

const LEFT_OUT = ["quote", "fence", "code", "link"];

/** The text of a tree outside code, quotes and links. */
const textsOf = node => (typeof node === "string" ? [node]
    : LEFT_OUT.includes(node.type) ? [] : (node.children ?? node.items).flatMap(textsOf));

const cases = (await (await fetch("/tests/mentions.jsonl")).text()).trim().split("\n").map(line => JSON.parse(line));

export default Object.fromEntries(cases.map(({ text, names, all = false }) => [`find the mentions in ${JSON.stringify(text)}`, () => {
    const written = parse(text).flatMap(textsOf).flatMap(each => [...each.matchAll(WRITTEN)])
        .map(([, name]) => name.toLowerCase().replace(/[._\-]+$/u, ""));
    const isAll = name => name === "all";
    equal([[...new Set(written.filter(name => !isAll(name)))], written.some(isAll)], [names, all]);
}]));
