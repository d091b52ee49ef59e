package org.chatboard.chat.connection;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.chatboard.chat.wire.CloseCode;

/**
 * Runs tasks of a socket on another thread. If a task fails or cannot run, the socket is closed, so that its client reconnects.
 */
public final class SocketTasks {
    private static final Logger LOG = Logger.getLogger(SocketTasks.class.getName());

    private SocketTasks() {}

    /** Runs a task on a thread of the executor. Closes the socket with 1012 if the server stops, with 1011 if the task fails. */
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
        } catch (RuntimeException | Error e) { // closes the socket, whose next task would never start
            if (connection.isClosing()) {
                return; // the socket closes already, and its client reconnects
            }
            connection.close(CloseCode.FAULT);
            LOG.log(Level.WARNING, "A task of a socket failed", e);
        }
    }
}
