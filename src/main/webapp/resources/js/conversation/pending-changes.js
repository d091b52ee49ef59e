/**
 * The reader's changes of a room's messages that are not confirmed yet.
 * @module
 */
import { withChange } from "./message-state.js";
import { PendingMessages } from "./pending-messages.js";

/** By `cid`, in the order in which they were made. */
export class PendingChanges extends PendingMessages {
    /**
     * @param {import("./room-history.js").Message} message
     * @param {number} self the reader's account id
     * @returns {import("./room-history.js").Message} as its reader sees it: with what he has changed and was not refused
     */
    shown(message, self) {
        return this.of(message.id).filter(({ state }) => state !== "failed")
            .reduce((shown, { change }) => withChange(shown, change, self), message);
    }

    /** @returns {import("./pending-messages.js").Pending[]} those of one message */
    of(id) {
        return [...this.values()].filter(({ change }) => change.id === id);
    }

    /** @param {{cid: string, seq: number}} ack committed; `last`: up to where the room's changes are here */
    acknowledge({ cid, seq }, last) {
        if (this.has(cid)) {
            this.mark(this.get(cid), "sent", { seq });
            this.settleUpTo(last); // its own frame may have come first
        }
    }

    /** Those numbered up to here are in the messages' own states. */
    settleUpTo(last) {
        [...this.values()].filter(({ seq }) => seq <= last).forEach(change => this.withdraw(change));
    }
}
