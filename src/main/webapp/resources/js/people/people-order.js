/**
 * The order of the list of people. Has no side effects.
 * @module
 */
import { personOrRoom } from "../conversation/naming.js";
import { foldedName } from "./name-search.js";

/**
 * Compares two entries for sorting: conversations first, the newest at the top; then those without a message, by name.
 *
 * @param {import("../conversation/people.js").People} people
 * @param {import("../conversation/roster-entry.js").Entry} one
 * @param {import("../conversation/roster-entry.js").Entry} other
 * @returns {number} negative if `one` is above `other`
 */
export function compareEntries(people, one, other) {
    if (one.last !== null || other.last !== null) {
        return (other.last?.at ?? -Infinity) - (one.last?.at ?? -Infinity)
            || (other.room ?? 0) - (one.room ?? 0);
    }
    const [name, otherName] = [one, other].map(entry => foldedName(personOrRoom(entry, people)).key);
    return name < otherName ? -1 : name > otherName ? 1 : (one.account ?? one.room) - (other.account ?? other.room);
}
