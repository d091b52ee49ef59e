package org.chatboard.chat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Logger;
import org.chatboard.account.AccountService;
import org.chatboard.message.Change;
import org.chatboard.message.Draft;
import org.chatboard.message.MessageDto;
import org.chatboard.message.MessageHistory;
import org.chatboard.message.MessageInbox;
import org.chatboard.message.MessageRejectedException;
import org.chatboard.message.MessageText;
import org.chatboard.message.PostResult;
import org.chatboard.message.Request;
import org.chatboard.room.RoomMembers;
import org.chatboard.room.Rooms;
import org.chatboard.system.Settings;

/** Hands on what is to be stored, and answers once it was, or was not. */
@ApplicationScoped
class RequestHandler {
    private static final Logger LOG = Logger.getLogger(RequestHandler.class.getName());

    @Inject
    Settings settings;

    @Inject
    Rooms rooms;

    @Inject
    MessageInbox inbox;

    @Inject
    MessageHistory history;

    @Inject
    AccountService accounts;

    void send(Connection connection, ClientFrame.Send send) {
        String cid = send.cid() == null ? UUID.randomUUID().toString() : send.cid();
        try {
            String text = MessageText.checked(send.message(), settings.limits().messageCodePoints());
            RoomMembers room =
                    send.room() != null ? room(connection, cid, send.room()) : direct(connection, cid, send.to());
            LOG.fine(() ->
                    "WebSocket message received: room=" + room.roomId() + ", length=" + text.length() + ", cid=" + cid);
            post(connection, new Draft(room, connection.person(), cid, text, send.replyTo()));
        } catch (MessageRejectedException e) {
            throw new FrameException(codeOf(e), e.getMessage(), cid, send.room());
        }
    }

    void change(Connection connection, ClientFrame.ChangeOf change) {
        try {
            Change.What what = change.what().checked(settings.limits().messageCodePoints());
            RoomMembers room = room(connection, change.cid(), change.room());
            post(connection, new Change(room, connection.person(), change.cid(), change.id(), what));
        } catch (MessageRejectedException e) {
            throw new FrameException(codeOf(e), e.getMessage(), change.named());
        }
    }

    private void post(Connection connection, Request request) {
        inbox.post(request, result -> answer(connection, request, result));
    }

    private RoomMembers room(Connection connection, String cid, long roomId) {
        return rooms.ofMember(roomId, connection.accountId()).orElseThrow(() -> FrameHandler.roomNotFound(cid, roomId));
    }

    private RoomMembers direct(Connection connection, String cid, long to) {
        if (to == connection.accountId()) {
            throw new FrameException(ErrorCode.BAD_REQUEST, "You cannot send a message to yourself.", cid, null);
        }
        Optional<RoomMembers> known = rooms.findDirect(connection.accountId(), to);
        if (known.isPresent()) {
            return known.get();
        }
        if (accounts.person(to).isEmpty()) {
            throw new FrameException(ErrorCode.RECEIVER_NOT_FOUND, "Receiver not found", cid, null);
        }
        return rooms.openDirect(connection.accountId(), to);
    }

    private void answer(Connection connection, Request request, PostResult result) {
        if (result instanceof PostResult.Rejected rejected) {
            MessageRejectedException why = rejected.why();
            long room = request.room().roomId();
            connection.offer(ServerFrame.error(codeOf(why), why.getMessage(), request.cid(), room, 0, why.reference()));
        } else if (result instanceof PostResult.Stored stored) {
            if (!connection.isPlain()) {
                connection.offer(ServerFrame.ack(stored.ack()));
            } else if (stored.ack().duplicate()) { // the plain door knows no ack: the stored message is the answer
                history.one(stored.ack().room(), stored.ack().id())
                        .ifPresent(
                                message -> connection.offer(ServerFrame.message(message, isOf(connection, message))));
            }
        }
    }

    /** Not always: the {@code cid} may be that of a reaction to a message of somebody else. */
    private static boolean isOf(Connection connection, MessageDto message) {
        return message.sender().id() == connection.accountId();
    }

    private static ErrorCode codeOf(MessageRejectedException e) {
        return ErrorCode.valueOf(e.reason().name());
    }
}
