package org.chatboard.chat;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.logging.Logger;
import org.chatboard.message.MessageInbox;
import org.chatboard.message.Receipt;
import org.chatboard.room.RoomMembers;
import org.chatboard.room.Rooms;
import org.chatboard.system.ErrorReference;

/** Does what a frame asks for, within the limits and the rights of the account that sent it. */
@ApplicationScoped
class FrameHandler {
    private static final Logger LOG = Logger.getLogger(FrameHandler.class.getName());

    @Inject
    Greeter greeter;

    @Inject
    Rooms rooms;

    @Inject
    MessageInbox inbox;

    @Inject
    HistoryPages pages;

    @Inject
    RequestHandler requests;

    @Inject
    PresenceDesk presence;

    @Inject
    TypingRelay typing;

    /** Handles the text of a frame; what is wrong with it is answered, and too much of that ends the socket. */
    void handle(Connection connection, String text) {
        connection.heard();
        if (connection.isLeaving()) {
            return;
        }
        try {
            handleChecked(connection, text);
        } catch (FrameException e) {
            connection.offer(e.toFrame());
            if (!connection.budget().countRefusal()) {
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
        } catch (EJBException | IllegalStateException e) {
            fail(connection, frame, e);
        }
    }

    private void perform(Connection connection, ClientFrame frame) {
        if (frame instanceof ClientFrame.Hello hello) {
            greeter.greet(connection, hello);
            presence.came(connection, hello.active());
        } else if (!connection.isPlain() && connection.feed().isNew()) {
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
        long waitMs = connection.budget().takeMs(frame.isLasting());
        if (waitMs > 0) {
            throw FrameException.rateLimited(frame.named(), waitMs);
        }
    }

    private RoomMembers room(Connection connection, long roomId) {
        return rooms.ofMember(roomId, connection.accountId()).orElseThrow(() -> roomNotFound(null, roomId));
    }

    /** A room that does not exist and one that is not yours look the same. */
    static FrameException roomNotFound(String cid, long roomId) {
        return new FrameException(
                ErrorCode.ROOM_NOT_FOUND, "This room does not exist, or you are not a member.", cid, roomId);
    }
}
