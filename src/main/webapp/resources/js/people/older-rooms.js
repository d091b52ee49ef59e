/**
 * Looks after a reconnect for rooms that were left meanwhile, if the account has more rooms than a `welcome` names. Loaded on
 * demand, since few accounts have so many.
 * @module
 */
import { fetchRooms, isMember } from "../connection/room-requests.js";

/**
 * Reads the list of rooms until it has named these. Only a room that is missing on all pages is asked for: it may have moved
 * between two pages, because somebody wrote there.
 *
 * @param {import("../conversation/roster.js").Roster} roster gets the rooms of the list
 * @param {number[]} rooms ids of rooms, some perhaps twice
 * @param {(room: number) => void} lose called with a room that the reader has left
 * @returns {Promise<void>} rejects if the server does not answer; the next reconnect looks again
 */
export async function checkRooms(roster, rooms, lose) {
    const missing = new Set(rooms);
    let after = null;
    do {
        const askedAt = performance.now();
        const page = await fetchRooms(after);
        roster.addListed(page.rooms, askedAt);
        page.rooms.forEach(({ room }) => missing.delete(room));
        after = page.next ?? null;
    } while (after !== null && missing.size > 0);
    for (const room of missing) {
        if (!await isMember(room)) {
            lose(room);
        }
    }
}
