/**
 * A code block with a copy button and syntax colours. highlight.js is loaded when the first block with a language is on the
 * screen.
 * @module
 */
import { copy } from "../base/clipboard.js";
import { icon, make } from "../base/dom.js";
import { t } from "../base/i18n.js";

const waiting = new WeakMap(); // block → language
let library = null;

const onScreen = new IntersectionObserver(entries => {
    for (const { target, isIntersecting } of entries) {
        if (isIntersecting) {
            onScreen.unobserve(target);
            colour(target, waiting.get(target));
        }
    }
});

/**
 * Makes a code block.
 *
 * @param {string} text
 * @param {string} [language] as named after the fence; without a known language there are no colours
 * @returns {HTMLElement} the block; long lines can be scrolled, by keyboard too
 */
export function codeBlock(text, language) {
    const label = t("code.copy");
    const button = make("button", { class: "code__copy", type: "button", "aria-label": label, title: label }, icon("copy"));
    button.addEventListener("click", () => copy(text, t("actions.copied")));
    // a group, not a region: a region would be a landmark, and a conversation may have many blocks
    const block = make("pre", { tabindex: 0, dir: "ltr", role: "group", "aria-label": t("code.label") }, make("code", {}, text));
    if (language !== undefined) {
        waiting.set(block, language);
        onScreen.observe(block);
    }
    return make("div", { class: "code", "data-language": language }, button, block);
}

async function colour(block, language) {
    try {
        library ??= import("../vendor/highlight/highlight.js");
        const { default: highlighter } = await library;
        if (highlighter.getLanguage(language) !== undefined) {
            const { _emitter: { root } } = highlighter.highlight(block.textContent, { language, ignoreIllegals: true });
            block.firstElementChild.replaceChildren(...root.children.map(nodeOf));
        }
    } catch {
        library = null; // no connection: the code is shown without colours
    }
}

const nodeOf = part => (typeof part === "string" ? part
    : make("span", { class: part.scope === undefined ? null : `code-${part.scope.split(".")[0]}` },
        ...part.children.map(nodeOf)));
