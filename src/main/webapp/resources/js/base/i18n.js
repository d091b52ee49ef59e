/**
 * The language of the page: its translations, which a script of their own has put there before (see head.xhtml), and its numbers.
 * @module
 */
import { hasRightToLeft } from "./text.js";

const translations = globalThis.chatBoardTranslations;

/** The page's language: `en`, `de` or `tr`. */
export const language = document.documentElement.lang;

/** The language as the reader's country writes it, such as `en-GB` for dates; for all that Intl is asked for. */
export const locale = navigator.languages.find(each => each.split("-")[0] === language) ?? language;

const numbers = new Intl.NumberFormat(locale);
const plurals = new Intl.PluralRules(language);

// A name in Hebrew or Arabic would turn the words of the sentence around it: it stands in an isolate of its own.
const isolated = text => (hasRightToLeft(text) ? `\u2068${text}\u2069` : text);

/**
 * @param {string} key of the bundles, without `script.`; where it has forms such as `key.one` and `key.other`, the one
 *     that `values.count` asks for
 * @param {Record<string, string|number>} [values] for `{name}`; numbers are written in the language's way, so that a code
 *     or an id has to be given as a text
 * @returns {string} the sentence; the key, and a line in the console, where there is none
 */
export function t(key, values = {}) {
    const sentence = translations[`${key}.${plurals.select(values.count ?? 0)}`] ?? translations[key];
    if (sentence === undefined) {
        console.error(`No sentence is called ${key}`);
        return key;
    }
    return sentence.replaceAll(/\{(\w+)\}/gu, (_, name) => (
        typeof values[name] === "number" ? numbers.format(values[name]) : isolated(String(values[name]))));
}

/** @returns {boolean} whether there is such a sentence: for keys that contain a code of the server */
export const hasSentence = key => Object.hasOwn(translations, key);
