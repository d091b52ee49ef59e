import { showMarkdown } from "/modules/messages/markdown-view.js";
import { equal } from "./expect.js";

const SHORTEST = 3; // characters of a username
const isName = name => name.length >= SHORTEST && !/[._\-]$/u.test(name);

const cases = (await (await fetch("/tests/mentions.jsonl")).text()).trim().split("\n").map(line => JSON.parse(line));

/** The names that a message shows as mentions if each is that of a member. */
function shownIn(text) {
    const element = document.createElement("div");
    showMarkdown(element, text, name => (isName(name) ? { title: "", isReader: false } : undefined));
    return [...element.querySelectorAll(".mention")].map(each => each.textContent.slice(1).toLowerCase());
}

export default Object.fromEntries(cases.map(({ text, names, all = false }) => [`find the mentions in ${JSON.stringify(text)}`, () => {
    const shown = shownIn(text);
    equal([[...new Set(shown.filter(name => name !== "all"))], shown.includes("all")], [names, all]);
}]));
