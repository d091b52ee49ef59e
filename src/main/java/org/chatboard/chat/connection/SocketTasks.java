package org.chatboard.chat.connection;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.chatboard.chat.wire.CloseCode;

/** Work that a socket waits for on another thread: it is done, or the socket is closed and its client comes back. */
public final class SocketTasks {
    private static final Logger LOG = Logger.getLogger(SocketTasks.class.getName());

    private SocketTasks() {}

    /** Has work done, on whatever thread the executor has for it. */
    public static void execute(Executor executor, Connection connection, Runnable work) {
        try {
            executor.execute(() -> run(connection, work));
        } catch (RejectedExecutionException e) { // the server stops
            connection.close(CloseCode.RESTART);
        }
    }

    private static void run(Connection connection, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) { // what waits behind it would wait for ever
            if (connection.isLeaving()) {
                return; // it comes back already
            }
            connection.close(CloseCode.FAULT);
            LOG.log(Level.WARNING, "A task of a socket failed", e);
        }
    }
}
