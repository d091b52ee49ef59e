package org.chatboard.chat.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Logger;
import org.chatboard.chat.connection.Connection;
import org.chatboard.chat.wire.ClientFrame;
import org.chatboard.chat.wire.ErrorCode;
import org.chatboard.chat.wire.FrameException;
import org.chatboard.chat.wire.ServerFrame;
import org.chatboard.conversation.history.MessageHistory;
import org.chatboard.conversation.message.IdempotencyService;
import org.chatboard.conversation.message.MessageDto;
import org.chatboard.conversation.request.Ack;
import org.chatboard.conversation.request.MessageChange;
import org.chatboard.conversation.request.MessageRejectedException;
import org.chatboard.conversation.request.MessageText;
import org.chatboard.conversation.request.NewMessage;
import org.chatboard.conversation.request.WriteRequest;
import org.chatboard.conversation.request.WriteResult;
import org.chatboard.conversation.room.PeopleVisibility;
import org.chatboard.conversation.room.RoomAccess;
import org.chatboard.conversation.room.RoomAction;
import org.chatboard.conversation.room.RoomCache;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.conversation.writer.MessageInbox;
import org.chatboard.people.account.AccountService;
import org.chatboard.platform.config.Settings;

/**
 * Checks {@code send}, {@code edit}, {@code delete} and {@code react}, posts them to {@link MessageInbox}, and answers after the
 * commit.
 */
@ApplicationScoped
class WriteHandler {
    private static final Logger LOG = Logger.getLogger(WriteHandler.class.getName());
    private static final String CID_USED = "This cid was used for another request.";

    @Inject
    Settings settings;

    @Inject
    RoomAccess access;

    @Inject
    RoomCache rooms;

    @Inject
    MessageInbox inbox;

    @Inject
    MessageHistory history;

    @Inject
    AccountService accounts;

    @Inject
    IdempotencyService stored;

    @Inject
    PeopleVisibility visibility;

    void send(Connection connection, ClientFrame.Send send) {
        String cid = send.cid() == null ? UUID.randomUUID().toString() : send.cid();
        try {
            checkNumberOf(send.files(), cid, send.room());
            String text = MessageText.checked(
                    send.message(),
                    settings.limits().messageCodePoints(),
                    !send.files().isEmpty());
            RoomMembers room = send.room() != null
                    ? access.require(send.room(), connection.accountId(), RoomAction.WRITE)
                    : direct(connection, cid, send.to());
            LOG.fine(() ->
                    "WebSocket message received: room=" + room.roomId() + ", length=" + text.length() + ", cid=" + cid);
            post(connection, new NewMessage(room, connection.person(), cid, text, send.replyTo(), send.files()));
        } catch (MessageRejectedException e) {
            throw new FrameException(codeOf(e), e.getMessage(), cid, send.room());
        }
    }

    private void checkNumberOf(List<String> files, String cid, Long room) {
        int most = settings.limits().messageFiles();
        if (files.size() > most) {
            throw new FrameException(
                    ErrorCode.BAD_REQUEST, "A message can have at most " + most + " files.", cid, room);
        }
    }

    void change(Connection connection, ClientFrame.Change change) {
        try {
            MessageChange.Operation operation =
                    change.operation().checked(settings.limits().messageCodePoints());
            RoomMembers room = access.require(change.room(), connection.accountId(), RoomAction.WRITE);
            post(connection, new MessageChange(room, connection.person(), change.cid(), change.id(), operation));
        } catch (MessageRejectedException e) {
            throw new FrameException(codeOf(e), e.getMessage(), change.requestId());
        }
    }

    /**
     * Answers a request to which the room has been closed, if it was stored before that. {@return whether it was}
     *
     * @param cid idempotency key of the request, or null
     */
    boolean answerRepeat(Connection connection, String cid) {
        Optional<Ack> earlier = cid == null ? Optional.empty() : stored.find(connection.accountId(), cid);
        earlier.ifPresent(ack -> answer(connection, ack));
        return earlier.isPresent();
    }

    private void post(Connection connection, WriteRequest request) {
        inbox.post(request, result -> answer(connection, request, result));
    }

    private RoomMembers direct(Connection connection, String cid, long to) {
        if (to == connection.accountId()) {
            throw new FrameException(ErrorCode.BAD_REQUEST, "You cannot send a message to yourself.", cid, null);
        }
        Optional<RoomMembers> known = rooms.findDirect(connection.accountId(), to);
        if (known.isPresent()) {
            return known.get();
        }
        if (accounts.person(to).isEmpty() || !visibility.mayWriteTo(connection.account(), to)) {
            throw new FrameException(ErrorCode.RECEIVER_NOT_FOUND, "Receiver not found", cid, null);
        }
        return rooms.openDirect(connection.accountId(), to);
    }

    private void answer(Connection connection, WriteRequest request, WriteResult result) {
        if (result instanceof WriteResult.Rejected rejected) {
            MessageRejectedException reason = rejected.why();
            long room = request.room().roomId();
            connection.offer(
                    ServerFrame.error(codeOf(reason), reason.getMessage(), request.cid(), room, 0, reason.reference()));
        } else if (result instanceof WriteResult.Stored done) {
            answer(connection, done.ack());
        }
    }

    private void answer(Connection connection, Ack ack) {
        if (!connection.isPlain()) {
            connection.offer(ServerFrame.ack(ack));
        } else if (ack.duplicate()) { // the plain endpoint has no ack, so the stored message is the answer
            connection.offer(storedMessage(connection, ack)
                    .map(message -> ServerFrame.message(message, isOf(connection, message)))
                    .orElseGet(() -> ServerFrame.error(ErrorCode.CONFLICT, CID_USED, ack.cid(), null, 0)));
        }
    }

    /** {@return the message of a repeat, empty if the {@code cid} was used outside the conversation of the socket} */
    private Optional<MessageDto> storedMessage(Connection connection, Ack ack) {
        return access.find(ack.room(), connection.accountId(), RoomAction.SEE)
                .filter(room -> room.isDirectOf(connection.accountId(), connection.plainPeer()))
                .flatMap(room -> history.find(room.roomId(), ack.id()));
    }

    /**
     * {@return whether the caller sent the message} A repeated {@code cid} may be that of a reaction, whose message may belong to
     * another account.
     */
    private static boolean isOf(Connection connection, MessageDto message) {
        return message.sender().id() == connection.accountId();
    }

    static ErrorCode codeOf(MessageRejectedException e) {
        return ErrorCode.valueOf(e.reason().name());
    }
}
