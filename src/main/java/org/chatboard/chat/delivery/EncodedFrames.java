package org.chatboard.chat.delivery;

import java.util.EnumMap;
import java.util.Map;
import org.chatboard.chat.wire.ServerFrame;
import org.chatboard.conversation.message.MessagesPosted;
import org.chatboard.conversation.notification.NotifyReason;

/**
 * The frames of a message or change. Encodes each variant lazily, at most once for all recipients: one for the sender, and for the others
 * one for each reason for which it rings, and one if it does not.
 */
final class EncodedFrames {
    private final MessagesPosted.Posted posted;
    private final Map<NotifyReason, String> byReason = new EnumMap<>(NotifyReason.class);
    private String forSender;
    private String silent;

    EncodedFrames(MessagesPosted.Posted posted) {
        this.posted = posted;
    }

    /**
     * {@return the frame for a recipient}
     *
     * @param reason why it rings for the recipient, null if it does not
     */
    String of(long account, NotifyReason reason) {
        if (account == posted.message().sender().id()) {
            forSender = forSender == null ? encode(true, null) : forSender;
            return forSender;
        }
        if (reason == null) {
            silent = silent == null ? encode(false, null) : silent;
            return silent;
        }
        return byReason.computeIfAbsent(reason, ringing -> encode(false, ringing));
    }

    private String encode(boolean withCid, NotifyReason reason) {
        if (posted.isChange()) {
            return ServerFrame.change(posted.seq(), posted.kind(), posted.message(), withCid);
        }
        return reason == null
                ? ServerFrame.message(posted.message(), withCid)
                : ServerFrame.message(posted.message(), reason);
    }
}
