package org.chatboard.chat;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.logging.Logger;
import org.chatboard.message.MessageHistory;
import org.chatboard.message.MessagePage;
import org.chatboard.room.Rooms;
import org.chatboard.system.ErrorReference;

/**
 * Answers {@code history}. A socket has one page in the making or on its way, and the next is read from the database when that is on the
 * wire: so a client that asks and does not read takes the heap of one page. The few threads are those of {@link Replays}.
 */
@ApplicationScoped
class HistoryPages {
    private static final Logger LOG = Logger.getLogger(HistoryPages.class.getName());
    private static final long FULL_RETRY_MS = 1_000;

    @Resource(lookup = Replays.EXECUTOR)
    ManagedExecutorService executor;

    @Inject
    MessageHistory history;

    @Inject
    Rooms rooms;

    /**
     * Answers a request as soon as those before it have been.
     *
     * @throws FrameException where the account has read, or the socket asked, too much
     */
    void ask(Connection connection, ClientFrame.History page) {
        long waitMs = connection.askedPages().isFull()
                ? FULL_RETRY_MS
                : connection.budget().readWaitMs();
        if (waitMs > 0) {
            throw FrameException.rateLimited(page.named(), waitMs);
        }
        requireMember(connection, page);
        if (connection.askedPages().add(page)) {
            submit(connection, page);
        }
    }

    private void submit(Connection connection, ClientFrame.History page) {
        SocketWork.execute(executor, connection, () -> send(connection, page));
    }

    private void send(Connection connection, ClientFrame.History page) {
        if (connection.isLeaving()) {
            return;
        }
        String answer = answer(connection, page);
        connection.budget().countRead(answer);
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
            long waitMs = connection.budget().readWaitMs();
            if (waitMs > 0) {
                throw FrameException.rateLimited(page.named(), waitMs);
            }
            requireMember(connection, page); // it may have waited
            return ServerFrame.page(read(page), connection.accountId());
        } catch (FrameException e) {
            return e.toFrame();
        } catch (RuntimeException e) {
            String reference = ErrorReference.log(LOG, "A page of history could not be read", e);
            return FrameHandler.internalError(page.named(), reference);
        }
    }

    private void requireMember(Connection connection, ClientFrame.History page) {
        if (rooms.ofMember(page.room(), connection.accountId()).isEmpty()) {
            throw FrameHandler.roomNotFound(null, page.room());
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
