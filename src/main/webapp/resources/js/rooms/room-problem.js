/**
 * Why a request about a room had no effect, as a sentence.
 * @module
 */
import { t } from "../base/i18n.js";
import { RestError } from "../connection/rest.js";

const NOT_FOUND = 404; // the server's sentence speaks of the address

/**
 * @param {Error} error of a function of rest.js
 * @returns {string} the reason, in the page's language
 */
export function explainProblem(error) {
    if (!(error instanceof RestError)) {
        return t("rooms.problem.noAnswer");
    }
    if (error.status === NOT_FOUND) {
        return t("rooms.problem.gone");
    }
    return Object.values(error.errors)[0] ?? error.detail ?? t("rooms.problem.unknown");
}

/** @returns {boolean} whether the room, its members or the reader's role are no longer as this page shows them */
export const isOutdated = error => error instanceof RestError && [403, 404, 409].includes(error.status);
