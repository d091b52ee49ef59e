/**
 * The states of a message: a later one, the quote in a reply, and one with changes that are not confirmed yet. Pure.
 * @module
 */
import { cut } from "../base/text.js";

const QUOTED = 200; // code points, as the server cuts them

/** @typedef {import("./room-history.js").Message} Message */
/**
 * @typedef {object} Change as it goes over the wire, without `room` and `cid`
 * @property {"edit"|"delete"|"react"} type
 * @property {number} id of the message
 * @property {string} [message] the new text of an edit
 * @property {string} [emoji] of a reaction
 * @property {boolean} [on]
 */

/** @returns {boolean} whether one state of a message is later than another */
const isNewer = (one, other) => (one.changeSeq ?? 0) > (other.changeSeq ?? 0);

/** @returns {import("./room-history.js").Quote} what an answer to this message shows of it */
export const quoteOf = ({ id, seq, sender, message, deletedAt }) => ({
    id, seq, sender, message: cut(message, QUOTED), ...(deletedAt === undefined ? {} : { deletedAt }),
});

/** @returns {Message} with its quote as the quoted message is now; the same object where nothing is different */
function withQuoteOf(message, parent) {
    if (message.quote?.id !== parent.id) {
        return message;
    }
    const quote = quoteOf(parent);
    const same = quote.message === message.quote.message && quote.deletedAt === message.quote.deletedAt;
    return same ? message : { ...message, quote };
}

/** @returns {Message} a message, or its later state; its quote, if any, as the quoted message is now */
export const latest = (message, state) => (message.id === state.id && isNewer(state, message) ? state
    : withQuoteOf(message, state));

/**
 * @param {Message} message
 * @param {Change} change
 * @param {number} self whose change it is
 * @returns {Message} as it will be once the server has stored the change
 */
export function withChange(message, { type, message: text, emoji, on }, self) {
    if (message.deletedAt !== undefined) {
        return message;
    }
    if (type === "edit") {
        return text === message.message ? message : { ...message, message: text, editedAt: message.editedAt ?? "soon" };
    }
    if (type === "delete") {
        const { reactions: _, editedAt: __, ...rest } = message;
        return { ...rest, message: "", deletedAt: "soon" };
    }
    return { ...message, reactions: withReaction(message.reactions ?? [], emoji, on, self) };
}

function withReaction(reactions, emoji, on, self) {
    const others = accounts => accounts.filter(account => account !== self);
    const known = reactions.some(reaction => reaction.emoji === emoji);
    return (known ? reactions : [...reactions, { emoji, accounts: [] }])
        .map(each => (each.emoji !== emoji ? each : {
            emoji, accounts: on ? each.accounts.includes(self) ? each.accounts : [...each.accounts, self] : others(each.accounts),
        }))
        .filter(({ accounts }) => accounts.length > 0);
}
