/**
 * The translations and number formats of the page's language. A script that head.xhtml links has set the translations before.
 * @module
 */
import { hasRightToLeft } from "./text.js";

const translations = globalThis.chatBoardTranslations;

/** The page's language: `en`, `de` or `tr`. */
export const language = document.documentElement.lang;

/** The locale for Intl: the browser's variant of the page's language, such as `en-GB`. */
export const locale = navigator.languages.find(each => each.split("-")[0] === language) ?? language;

const numbers = new Intl.NumberFormat(locale);
const plurals = new Intl.PluralRules(language);

// A name in Hebrew or Arabic would reorder the words around it, so it gets a bidirectional isolate.
const isolated = text => (hasRightToLeft(text) ? `\u2068${text}\u2069` : text);

/**
 * Translates a key. A text with plural forms has the keys `key.one` and `key.other`; `values.count` selects the form.
 *
 * @param {string} key key of the message bundle, without `script.`
 * @param {Record<string, string|number>} [values] replace `{name}`; numbers are formatted for the language, so pass a code
 *     or an id as a string
 * @returns {string} the text; the key, with an error in the console, if there is no text
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

/** @returns {boolean} whether there is a text with this key; for keys that contain a code of the server */
export const hasSentence = key => Object.hasOwn(translations, key);
