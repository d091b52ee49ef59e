package org.chatboard.chat.request;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.logging.Logger;
import org.chatboard.chat.connection.Connection;
import org.chatboard.chat.connection.SocketTasks;
import org.chatboard.chat.delivery.ReplaySender;
import org.chatboard.chat.wire.ClientFrame;
import org.chatboard.chat.wire.FrameException;
import org.chatboard.chat.wire.ServerFrame;
import org.chatboard.conversation.history.MessageHistory;
import org.chatboard.conversation.history.MessagePage;
import org.chatboard.conversation.room.RoomAccess;
import org.chatboard.conversation.room.RoomAction;
import org.chatboard.conversation.room.RoomNotFoundException;
import org.chatboard.platform.support.ErrorReference;

/**
 * Answers {@code history}. Reads the next page for a socket only after the last one was sent, so that a client that does not read
 * makes the server hold only one page in the heap. Runs on the threads of {@link ReplaySender}.
 */
@ApplicationScoped
class HistoryHandler {
    private static final Logger LOG = Logger.getLogger(HistoryHandler.class.getName());
    private static final long FULL_RETRY_MS = 1_000;

    @Resource(lookup = ReplaySender.EXECUTOR)
    ManagedExecutorService executor;

    @Inject
    MessageHistory history;

    @Inject
    RoomAccess access;

    /**
     * Queues a request behind those of the socket that wait already.
     *
     * @throws FrameException if the account is over its read limit, or too many requests of the socket wait
     */
    void handle(Connection connection, ClientFrame.History request) {
        long waitMs = connection.historyRequests().isFull()
                ? FULL_RETRY_MS
                : connection.limiter().readWaitMs();
        if (waitMs > 0) {
            throw FrameException.rateLimited(request.requestId(), waitMs);
        }
        access.require(request.room(), connection.accountId(), RoomAction.SEE);
        if (connection.historyRequests().add(request)) {
            submit(connection, request);
        }
    }

    private void submit(Connection connection, ClientFrame.History request) {
        SocketTasks.execute(executor, connection, () -> send(connection, request));
    }

    private void send(Connection connection, ClientFrame.History request) {
        if (connection.isClosing()) {
            return;
        }
        String answer = answer(connection, request);
        connection.limiter().countRead(answer);
        boolean sent = connection
                .subscriptions()
                // next goes on in another thread, because the sending thread may hold a lock of the container
                .sendRead(request.room(), () -> connection.offerBulk(List.of(answer), () -> next(connection)));
        if (!sent) {
            connection.offer(FrameException.roomNotFound(null, request.room()).toFrame());
            next(connection);
        }
    }

    private void next(Connection connection) {
        ClientFrame.History next = connection.historyRequests().next();
        if (next != null) {
            submit(connection, next);
        }
    }

    private String answer(Connection connection, ClientFrame.History request) {
        try {
            long waitMs = connection.limiter().readWaitMs();
            if (waitMs > 0) {
                throw FrameException.rateLimited(request.requestId(), waitMs);
            }
            // the membership may have ended while the request waited
            access.require(request.room(), connection.accountId(), RoomAction.SEE);
            return ServerFrame.page(read(request, connection.accountId()), connection.accountId());
        } catch (FrameException e) {
            return e.toFrame();
        } catch (RoomNotFoundException e) {
            return FrameException.roomNotFound(null, request.room()).toFrame();
        } catch (RuntimeException e) {
            String reference = ErrorReference.log(LOG, "A page of history could not be read", e);
            return FrameHandler.internalError(request.requestId(), reference);
        }
    }

    private MessagePage read(ClientFrame.History request, long reader) {
        if (request.after() != null) {
            return history.after(request.room(), reader, request.after(), request.limit());
        }
        return request.before() != null
                ? history.before(request.room(), reader, request.before(), request.limit())
                : history.newest(request.room(), reader, request.limit());
    }
}
