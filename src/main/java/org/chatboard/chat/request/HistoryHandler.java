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
import org.chatboard.conversation.message.MessageHistory;
import org.chatboard.conversation.message.MessagePage;
import org.chatboard.conversation.room.RoomAccess;
import org.chatboard.conversation.room.RoomNotFoundException;
import org.chatboard.platform.support.ErrorReference;

/**
 * Answers {@code history}. A socket has one page in the making or on its way, and the next is read from the database when that is on the
 * wire: so a client that asks and does not read takes the heap of one page. The few threads are those of {@link ReplaySender}.
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
     * Answers a request as soon as those before it have been.
     *
     * @throws FrameException where the account has read, or the socket asked, too much
     */
    void ask(Connection connection, ClientFrame.History page) {
        long waitMs = connection.askedPages().isFull()
                ? FULL_RETRY_MS
                : connection.limiter().readWaitMs();
        if (waitMs > 0) {
            throw FrameException.rateLimited(page.named(), waitMs);
        }
        access.requireMember(page.room(), connection.accountId());
        if (connection.askedPages().add(page)) {
            submit(connection, page);
        }
    }

    private void submit(Connection connection, ClientFrame.History page) {
        SocketTasks.execute(executor, connection, () -> send(connection, page));
    }

    private void send(Connection connection, ClientFrame.History page) {
        if (connection.isLeaving()) {
            return;
        }
        String answer = answer(connection, page);
        connection.limiter().countRead(answer);
        // the sending thread may hold a lock of the container's, so the next page is not made by it
        connection.offerBulk(List.of(answer), () -> next(connection));
    }

    private void next(Connection connection) {
        ClientFrame.History next = connection.askedPages().next();
        if (next != null) {
            submit(connection, next);
        }
    }

    private String answer(Connection connection, ClientFrame.History page) {
        try {
            long waitMs = connection.limiter().readWaitMs();
            if (waitMs > 0) {
                throw FrameException.rateLimited(page.named(), waitMs);
            }
            access.requireMember(page.room(), connection.accountId()); // it may have waited
            return ServerFrame.page(read(page), connection.accountId());
        } catch (FrameException e) {
            return e.toFrame();
        } catch (RoomNotFoundException e) {
            return FrameException.roomNotFound(null, page.room()).toFrame();
        } catch (RuntimeException e) {
            String reference = ErrorReference.log(LOG, "A page of history could not be read", e);
            return FrameHandler.internalError(page.named(), reference);
        }
    }

    private MessagePage read(ClientFrame.History page) {
        if (page.after() != null) {
            return history.after(page.room(), page.after(), page.limit());
        }
        return page.before() != null
                ? history.before(page.room(), page.before(), page.limit())
                : history.newest(page.room(), page.limit());
    }
}
