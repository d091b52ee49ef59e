package org.chatboard.chat.connection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chatboard.conversation.message.MessageDto;

/**
 * A room whose gap a socket is being sent from the database.
 *
 * @param roomId id of the room
 * @param asked whether {@code hello} asked for it: then {@code synced} ends it, and it is cut after {@value #MAX_MESSAGES}
 * @param since number that the client held at first
 * @param sent how many messages went out
 * @param told of messages that were changed: up to which change the socket holds each, so that none goes out twice as it is
 */
public record Replay(long roomId, boolean asked, long since, int sent, Map<Long, Long> told) {
    public static final int MAX_MESSAGES = 1_000;

    public static Replay ofGap(long roomId) {
        return new Replay(roomId, false, 0, 0, Map.of());
    }

    public static Replay asked(long roomId, long since) {
        return new Replay(roomId, true, since, 0, new HashMap<>());
    }

    /** Those of a page's messages that the socket does not hold as they are now; it is about to. */
    public List<MessageDto> news(List<MessageDto> messages) {
        return messages.stream()
                .filter(message -> message.changeSeq() == null
                        || !message.changeSeq().equals(told.put(message.id(), message.changeSeq())))
                .toList();
    }

    /** The same, once so many messages more went out. */
    public Replay after(int more) {
        return new Replay(roomId, asked, since, sent + more, told);
    }
}
