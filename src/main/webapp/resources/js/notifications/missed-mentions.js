/**
 * Finds the mentions among the messages that came without a connection. The build joins this module and its imports into a file of its
 * own, which a page loads when it first needs it. So it may import no module whose state the page shares.
 * @module
 */
import { fetchMentions } from "../connection/room-requests.js";

const NEWEST = 50; // mentions that are looked at; more rooms than a few get one summary

/**
 * Gives each news the newest message that mentions the reader, else the newest that answers the reader, with the reason. Leaves a news
 * alone if neither is new.
 *
 * @param {import("./notifier.js").News[]} news is changed
 * @throws {import("../connection/rest.js").RestError} if the server does not name the mentions
 */
export async function findMentions(news) {
    const { mentions } = await fetchMentions(null, NEWEST);
    for (const each of news) {
        const found = mentions.filter(({ room, message, unread }) => (
            unread && room.room === each.entry.room && message.seq > each.since));
        const mention = found.find(({ reason }) => reason !== "reply") ?? found[0];
        if (mention !== undefined) {
            const { reason, message: { id, sender, message, sentAt } } = mention;
            each.reason = reason === "reply" ? reason : "mention";
            each.last = { id, sender, text: message, at: Date.parse(sentAt), mine: false, deleted: false };
        }
    }
}
