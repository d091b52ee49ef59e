/**
 * Computes the states of a message: a later state, the quote in a reply, and a state with unconfirmed changes. Has no
 * side effects.
 * @module
 */
import { cut } from "../base/text.js";

const QUOTED = 200; // code points in a quote; the server cuts quotes to the same length

/** @typedef {import("./room-history.js").Message} Message */
/**
 * @typedef {object} Change a change in the form of its frame, without `room` and `cid`
 * @property {"edit"|"delete"|"react"} type
 * @property {number} id of the message
 * @property {string} [message] the new text of an edit
 * @property {string} [emoji] of a reaction
 * @property {boolean} [on]
 */

/** @returns {boolean} whether the first state of a message is later than the second */
const isNewer = (one, other) => (one.changeSeq ?? 0) > (other.changeSeq ?? 0);

/** @returns {boolean} whether a message mentions an account, or answers a message of it */
export const concerns = ({ mentions = [], mentionsAll = false, quote }, account) => (
    mentionsAll || mentions.includes(account) || quote?.sender.id === account);

/** @returns {import("./room-history.js").Quote} the quote that a reply to this message, or to the message of this quote, shows */
export const quoteOf = ({ id, seq, sender, message, files, deletedAt }) => ({
    id, seq, sender, message: cut(message, QUOTED), ...(files === undefined ? {} : { files: files.length ?? files }),
    ...(deletedAt === undefined ? {} : { deletedAt }),
});

/**
 * @param {Message|import("./pending-messages.js").Pending} message
 * @param {Message} parent the present state of a message
 * @returns {object} the message with that state if it quotes the parent; the same object if nothing differs
 */
export function withQuoteOf(message, parent) {
    if (message.quote?.id !== parent.id) {
        return message;
    }
    const quote = quoteOf(parent);
    const same = quote.message === message.quote.message && quote.deletedAt === message.quote.deletedAt;
    return same ? message : { ...message, quote };
}

/** @returns {Message} the given state if it is a later one of the message; otherwise the message, with an updated quote */
export const latest = (message, state) => (message.id === state.id && isNewer(state, message) ? state
    : withQuoteOf(message, state));

/**
 * @param {Message} message
 * @param {Change} change
 * @param {number} self account id of the person who makes the change
 * @returns {Message} the message as it will be after the server has stored the change
 */
export function withChange(message, { type, message: text, emoji, on }, self) {
    if (message.deletedAt !== undefined) {
        return message;
    }
    if (type === "edit") {
        return text === message.message ? message : { ...message, message: text, editedAt: message.editedAt ?? "soon" };
    }
    if (type === "delete") {
        const { reactions: _, editedAt: __, files: ___, ...rest } = message;
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
