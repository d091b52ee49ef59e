/**
 * Copies texts to the clipboard.
 * @module
 */
import { announce } from "./announcement.js";
import { t } from "./i18n.js";

/**
 * Copies a text and announces the outcome.
 *
 * @param {string} text
 * @param {string} done the announcement after success, such as `Copied.`
 */
export async function copy(text, done) {
    try {
        await navigator.clipboard.writeText(text);
        announce(done);
    } catch { // plain http has no clipboard, or the browser denies it
        announce(t("actions.notCopied"));
    }
}
