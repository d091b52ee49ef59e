/**
 * Puts a text where it can be pasted from.
 * @module
 */
import { announce } from "./announcement.js";
import { t } from "./i18n.js";

/**
 * Copies, and says whether it worked.
 *
 * @param {string} text
 * @param {string} done the sentence where it did, such as `Copied.`
 */
export async function copy(text, done) {
    try {
        await navigator.clipboard.writeText(text);
        announce(done);
    } catch { // no clipboard on plain http, or not allowed
        announce(t("actions.notCopied"));
    }
}
