package org.chatboard.chat.request;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.logging.Logger;
import org.chatboard.chat.connection.Connection;
import org.chatboard.chat.delivery.PresenceBroadcaster;
import org.chatboard.chat.delivery.TypingBroadcaster;
import org.chatboard.chat.wire.ClientFrame;
import org.chatboard.chat.wire.ClientFrameReader;
import org.chatboard.chat.wire.CloseCode;
import org.chatboard.chat.wire.ErrorCode;
import org.chatboard.chat.wire.FrameException;
import org.chatboard.chat.wire.ServerFrame;
import org.chatboard.conversation.request.MessageRejectedException;
import org.chatboard.conversation.room.Receipt;
import org.chatboard.conversation.room.RoomAccess;
import org.chatboard.conversation.room.RoomAction;
import org.chatboard.conversation.room.RoomRejectedException;
import org.chatboard.conversation.writer.MessageInbox;
import org.chatboard.platform.support.ErrorReference;

/** Reads a client's frame, takes a permit of the rate limit, and passes the frame to its handler. */
@ApplicationScoped
public class FrameHandler {
    private static final Logger LOG = Logger.getLogger(FrameHandler.class.getName());

    @Inject
    HelloHandler helloHandler;

    @Inject
    RoomAccess access;

    @Inject
    MessageInbox inbox;

    @Inject
    HistoryHandler historyHandler;

    @Inject
    WriteHandler writeHandler;

    @Inject
    PresenceBroadcaster presence;

    @Inject
    TypingBroadcaster typing;

    /** Handles one frame. Answers a rejected frame with {@code error}; too many rejected frames close the socket with 4029. */
    public void handle(Connection connection, String text) {
        connection.times().recordActivity();
        if (connection.isClosing()) {
            return;
        }
        try {
            handleChecked(connection, text);
        } catch (FrameException e) {
            connection.offer(e.toFrame());
            if (!connection.limiter().countRejected()) {
                connection.closeWithBye(CloseCode.FLOOD);
            }
        }
    }

    private void handleChecked(Connection connection, String text) {
        ClientFrame frame = connection.isPlain()
                ? ClientFrameReader.readPlain(text, connection.plainPeer())
                : ClientFrameReader.read(text);
        requirePermit(connection, frame);
        try {
            performAllowed(connection, frame);
        } catch (EJBException | IllegalStateException e) {
            fail(connection, frame, e);
        }
    }

    private void performAllowed(Connection connection, ClientFrame frame) {
        try {
            perform(connection, frame);
        } catch (RoomRejectedException e) {
            if (!writeHandler.answerRepeat(connection, frame.requestId().cid())) {
                MessageRejectedException reason = MessageRejectedException.of(e.rejection());
                throw new FrameException(WriteHandler.codeOf(reason), reason.getMessage(), frame.requestId());
            }
        }
    }

    private void perform(Connection connection, ClientFrame frame) {
        if (frame instanceof ClientFrame.Hello hello) {
            helloHandler.handle(connection, hello);
            presence.opened(connection, hello.active());
        } else if (!connection.isPlain() && connection.subscriptions().isNew()) {
            throw new FrameException(ErrorCode.BAD_REQUEST, "The first frame must be 'hello'.", frame.requestId());
        } else if (frame instanceof ClientFrame.Send send) {
            writeHandler.send(connection, send);
        } else if (frame instanceof ClientFrame.Change change) {
            writeHandler.change(connection, change);
        } else if (frame instanceof ClientFrame.Progress progress) {
            long room = access.require(progress.room(), connection.accountId(), RoomAction.SEE)
                    .roomId();
            inbox.postReceipt(new Receipt(room, connection.accountId(), progress.receivedSeq(), progress.readSeq()));
        } else if (frame instanceof ClientFrame.Ephemeral passing) {
            perform(connection, passing);
        } else if (frame instanceof ClientFrame.History page) {
            historyHandler.handle(connection, page);
        }
        // a pong needs nothing: every frame restarts the idle timeout
    }

    private void perform(Connection connection, ClientFrame.Ephemeral frame) {
        if (frame instanceof ClientFrame.Active active) {
            presence.setActive(connection, active.on());
        } else if (frame instanceof ClientFrame.Watch watch) {
            presence.watch(connection, watch.accounts());
        } else if (frame instanceof ClientFrame.Typing typed) {
            long account = connection.accountId();
            access.require(typed.room(), account, RoomAction.SEE);
            // dropped in an archived room: an error that names no request would seem to answer another one of the page
            access.find(typed.room(), account, RoomAction.WRITE)
                    .ifPresent(room -> typing.broadcast(account, room, typed.on()));
        }
    }

    private static void fail(Connection connection, ClientFrame frame, RuntimeException fault) {
        String reference = ErrorReference.log(LOG, "A frame could not be handled", fault);
        if (frame instanceof ClientFrame.Hello) {
            connection.close(CloseCode.FAULT); // without welcome the page would wait forever
            return;
        }
        connection.offer(internalError(frame.requestId(), reference));
    }

    /** {@return the {@code error} frame of a request that failed on the server} The log has the cause under the reference. */
    static String internalError(ClientFrame.RequestId named, String reference) {
        String sentence = "Something went wrong on the server. The reference in its log is " + reference + ".";
        return ServerFrame.error(ErrorCode.INTERNAL, sentence, named.cid(), named.room(), 0, reference);
    }

    private static void requirePermit(Connection connection, ClientFrame frame) {
        long waitMs = connection.limiter().acquireMs(frame.isDurable());
        if (waitMs > 0) {
            throw FrameException.rateLimited(frame.requestId(), waitMs);
        }
    }
}
