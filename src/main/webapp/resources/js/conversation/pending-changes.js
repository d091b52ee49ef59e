/**
 * The reader's unconfirmed changes of a room's messages.
 * @module
 */
import { withChange } from "./message-state.js";
import { PendingMessages } from "./pending-messages.js";

/** The changes by `cid`, in the order in which they were made. */
export class PendingChanges extends PendingMessages {
    /**
     * @param {import("./room-history.js").Message} message
     * @param {number} self the reader's account id
     * @returns {import("./room-history.js").Message} the message with the reader's changes, without those that have failed
     */
    shown(message, self) {
        return this.of(message.id).filter(({ state }) => state !== "failed")
            .reduce((shown, { change }) => withChange(shown, change, self), message);
    }

    /** @returns {import("./pending-messages.js").Pending[]} the changes of one message */
    of(id) {
        return [...this.values()].filter(({ change }) => change.id === id);
    }

    /**
     * Marks a change as sent, or removes it if it has been applied already.
     *
     * @param {{cid: string, seq: number}} ack of a committed change
     * @param {number} last sequence number up to which the room's changes are applied
     */
    acknowledge({ cid, seq }, last) {
        if (this.has(cid)) {
            this.mark(this.get(cid), "sent", { seq });
            this.settleUpTo(last); // the change's own frame may have come before the ack
        }
    }

    /** Removes the changes up to a sequence number, since the states of the messages contain them. */
    settleUpTo(last) {
        [...this.values()].filter(({ seq }) => seq <= last).forEach(change => this.withdraw(change));
    }
}
