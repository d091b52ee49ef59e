/**
 * The newest message or event of a conversation as one line of text, for the list and for notifications. Has no side effects.
 * @module
 */
import { t } from "../base/i18n.js";
import { plainText } from "./markdown.js";
import { eventSentence } from "./room-event.js";

/**
 * @param {import("../conversation/roster-entry.js").Last} last
 * @param {import("../conversation/people.js").People} people
 * @returns {string}
 */
export function preview({ text, deleted, event, sender }, people) {
    if (event !== undefined) {
        return eventSentence(event, sender, people);
    }
    return deleted ? t("message.deleted") : plainText(text);
}
