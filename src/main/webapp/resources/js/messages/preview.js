/**
 * A message or event as one line of text, for lists, quotes and notifications. Has no side effects.
 * @module
 */
import { t } from "../base/i18n.js";
import { plainText } from "./markdown.js";
import { eventSentence } from "./room-event.js";

/**
 * @param {string} text of a message
 * @param {number} [files] how many files it has
 * @returns {string} the text without Markdown; of a message without text, how many files it has
 */
export const lineOf = (text, files = 0) => (text === "" && files > 0 ? t("files.count", { count: files }) : plainText(text));

/**
 * @param {import("../conversation/roster-entry.js").Last} last the newest message or event of a conversation
 * @param {import("../conversation/people.js").People} people
 * @returns {string}
 */
export function preview({ text, deleted, event, sender, files }, people) {
    if (event !== undefined) {
        return eventSentence(event, sender, people);
    }
    return deleted ? t("message.deleted") : lineOf(text, files);
}
