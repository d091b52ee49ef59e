/**
 * The order of the list of people. Has no side effects.
 * @module
 */
import { foldedName } from "./name-search.js";

/**
 * Compares two entries for sorting: conversations first, the newest at the top; then people without one, by name.
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
    const [name, otherName] = [one, other].map(({ account }) => foldedName(people.get(account)).key);
    return name < otherName ? -1 : name > otherName ? 1 : one.account - other.account;
}
