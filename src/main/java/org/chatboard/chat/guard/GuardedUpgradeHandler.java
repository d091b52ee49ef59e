package org.chatboard.chat.guard;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;

/** Leads an upgraded connection to the container's own handler of sockets, past a {@link SocketGuard}. */
public class GuardedUpgradeHandler implements HttpUpgradeHandler {
    private HttpUpgradeHandler container;
    private SocketGuard guard;

    /**
     * Wraps the container's handler, before the container initialises this one.
     *
     * @param handler does the work
     * @param socketGuard sees what comes and goes
     */
    public void wrap(HttpUpgradeHandler handler, SocketGuard socketGuard) {
        container = handler;
        guard = socketGuard;
    }

    @Override
    public void init(WebConnection connection) {
        container.init(new GuardedConnection(connection, guard));
    }

    @Override
    public void destroy() {
        guard.end();
        container.destroy();
    }

    /** Gives out the guarded streams; the container asks for each once or at each first write. */
    @SuppressWarnings("try") // close() may throw whatever it likes: so the interface has it
    private record GuardedConnection(WebConnection connection, SocketGuard guard) implements WebConnection {
        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new GuardedInput(connection.getInputStream(), guard);
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            return new GuardedOutput(connection.getOutputStream(), guard);
        }

        @Override
        public void close() throws Exception {
            guard.end();
            connection.close();
        }
    }
}
