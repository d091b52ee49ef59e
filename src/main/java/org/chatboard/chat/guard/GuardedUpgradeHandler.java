package org.chatboard.chat.guard;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;

/** Hands an upgraded connection to the container's own handler, with a {@link SocketGuard} around its streams. */
public class GuardedUpgradeHandler implements HttpUpgradeHandler {
    private HttpUpgradeHandler container;
    private SocketGuard guard;

    /**
     * Sets the wrapped handler. Must be called before the container calls {@link #init}.
     *
     * @param handler the container's own handler
     * @param socketGuard the guard of the connection
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

    /** Returns guarded streams; all of one connection share one guard. */
    @SuppressWarnings("try") // the interface declares close() throws Exception
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
