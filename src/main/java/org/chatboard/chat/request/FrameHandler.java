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
import org.chatboard.conversation.message.MessageInbox;
import org.chatboard.conversation.room.Receipt;
import org.chatboard.conversation.room.RoomAccess;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.conversation.room.RoomNotFoundException;
import org.chatboard.platform.support.ErrorReference;

/** Does what a frame asks for, within the limits and the rights of the account that sent it. */
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
    HistoryHandler pages;

    @Inject
    WriteHandler requests;

    @Inject
    PresenceBroadcaster presence;

    @Inject
    TypingBroadcaster typing;

    /** Handles the text of a frame; what is wrong with it is answered, and too much of that ends the socket. */
    public void handle(Connection connection, String text) {
        connection.heard();
        if (connection.isLeaving()) {
            return;
        }
        try {
            handleChecked(connection, text);
        } catch (FrameException e) {
            connection.offer(e.toFrame());
            if (!connection.limiter().countRejected()) {
                connection.bye(CloseCode.FLOOD);
            }
        }
    }

    private void handleChecked(Connection connection, String text) {
        ClientFrame frame = connection.isPlain()
                ? ClientFrameReader.readPlain(text, connection.plainPeer())
                : ClientFrameReader.read(text);
        spend(connection, frame);
        try {
            perform(connection, frame);
        } catch (RoomNotFoundException e) {
            throw FrameException.roomNotFound(frame.named().cid(), frame.named().room());
        } catch (EJBException | IllegalStateException e) {
            fail(connection, frame, e);
        }
    }

    private void perform(Connection connection, ClientFrame frame) {
        if (frame instanceof ClientFrame.Hello hello) {
            helloHandler.handle(connection, hello);
            presence.came(connection, hello.active());
        } else if (!connection.isPlain() && connection.subscriptions().isNew()) {
            throw new FrameException(ErrorCode.BAD_REQUEST, "The first frame must be 'hello'.", frame.named());
        } else if (frame instanceof ClientFrame.Send send) {
            requests.send(connection, send);
        } else if (frame instanceof ClientFrame.ChangeOf change) {
            requests.change(connection, change);
        } else if (frame instanceof ClientFrame.Progress progress) {
            RoomMembers room = room(connection, progress.room());
            inbox.receive(new Receipt(room, connection.accountId(), progress.receivedSeq(), progress.readSeq()));
        } else if (frame instanceof ClientFrame.Passing passing) {
            perform(connection, passing);
        } else if (frame instanceof ClientFrame.History page) {
            pages.ask(connection, page);
        }
        // a pong was heard, and that is all it is for
    }

    private void perform(Connection connection, ClientFrame.Passing frame) {
        if (frame instanceof ClientFrame.Active active) {
            presence.turn(connection, active.on());
        } else if (frame instanceof ClientFrame.Watch watch) {
            presence.watch(connection, watch.accounts());
        } else if (frame instanceof ClientFrame.Typing typed) {
            typing.pass(connection.accountId(), room(connection, typed.room()), typed.on());
        }
    }

    private static void fail(Connection connection, ClientFrame frame, RuntimeException fault) {
        String reference = ErrorReference.log(LOG, "A frame could not be handled", fault);
        if (frame instanceof ClientFrame.Hello) {
            connection.close(CloseCode.FAULT); // half greeted, it would wait for frames that never come
            return;
        }
        connection.offer(internalError(frame.named(), reference));
    }

    /** The error that answers a request at which the server failed; the log has the cause under the reference. */
    static String internalError(ClientFrame.Named named, String reference) {
        String sentence = "Something went wrong on the server. The reference in its log is " + reference + ".";
        return ServerFrame.error(ErrorCode.INTERNAL, sentence, named.cid(), named.room(), 0, reference);
    }

    private static void spend(Connection connection, ClientFrame frame) {
        long waitMs = connection.limiter().takeMs(frame.isLasting());
        if (waitMs > 0) {
            throw FrameException.rateLimited(frame.named(), waitMs);
        }
    }

    private RoomMembers room(Connection connection, long roomId) {
        return access.requireMember(roomId, connection.accountId());
    }
}
