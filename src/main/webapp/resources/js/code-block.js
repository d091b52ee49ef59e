/**
 * The colours of code: highlight.js is loaded when the first block of a language is on the screen, and not before.
 * @module
 */
import { make } from "./dom.js";

const waiting = new WeakMap(); // block → its language
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
 * Gives a block its colours once it is on the screen.
 *
 * @param {HTMLPreElement} block with its text in a `code`
 * @param {string} [language] as it was named after the fence; none, or an unknown one, has no colours
 */
export function showCode(block, language) {
    if (language !== undefined) {
        waiting.set(block, language);
        onScreen.observe(block);
    }
}

async function colour(block, language) {
    try {
        library ??= import("./vendor/highlight/highlight.js");
        const { default: highlighter } = await library;
        if (highlighter.getLanguage(language) !== undefined) {
            const { _emitter: { root } } = highlighter.highlight(block.textContent, { language, ignoreIllegals: true });
            block.firstElementChild.replaceChildren(...root.children.map(nodeOf));
        }
    } catch {
        library = null; // there is no connection: the code can be read all the same
    }
}

const nodeOf = part => (typeof part === "string" ? part
    : make("span", { class: part.scope === undefined ? null : `code-${part.scope.split(".")[0]}` },
        ...part.children.map(nodeOf)));
