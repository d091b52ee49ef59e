package org.chatboard.chat.wire;

import java.util.Optional;
import org.chatboard.conversation.inbox.RoomOverview;
import org.chatboard.conversation.room.ReceiptsMoved;

/** Writes {@code receipt}: how far a member has received and read a room. */
public final class ReceiptFrame {
    private ReceiptFrame() {}

    /**
     * Writes {@code receipt} for a receipt that moved.
     *
     * @param own whether the recipient is the account of the receipt; only that account may see what is unread
     */
    public static String receipt(ReceiptsMoved.Moved receipt, boolean own) {
        return ServerFrame.frame("receipt", json -> {
            json.write("room", receipt.roomId()).write("account", receipt.accountId());
            json.write("receivedSeq", receipt.receivedSeq())
                    .write("readSeq", own ? receipt.readSeq() : receipt.shownReadSeq());
            if (own) {
                json.write("unread", receipt.unread());
                if (receipt.mentions() != null) {
                    json.write("mentions", receipt.mentions());
                }
                if (receipt.marked()) {
                    json.write("marked", true);
                }
            } else {
                MessageJson.time(json, "joinedAt", receipt.joinedAt());
            }
        });
    }

    /**
     * Writes {@code receipt} after an account has hidden its receipts, with an empty {@code reach}, or shows them again.
     */
    public static String receipt(long room, long account, Optional<RoomOverview.MemberReceipt> reach) {
        return ServerFrame.frame("receipt", json -> {
            json.write("room", room).write("account", account);
            json.write(
                    "receivedSeq",
                    reach.map(RoomOverview.MemberReceipt::receivedSeq).orElse(0L));
            json.write("readSeq", reach.map(RoomOverview.MemberReceipt::readSeq).orElse(0L));
            if (reach.isEmpty()) {
                json.write("hidden", true);
            } else {
                MessageJson.time(json, "joinedAt", reach.get().joinedAt());
            }
        });
    }
}
