package org.chatboard.chat;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;

/** Lets the container's own handler of a socket read under {@link ContextLoader#BARE}; the endpoints work under the application's again. */
public class SocketUpgradeHandler implements HttpUpgradeHandler {
    private HttpUpgradeHandler containers;

    /** Takes the handler that does the work. */
    void lead(HttpUpgradeHandler handler) {
        containers = handler;
    }

    @Override
    public void init(WebConnection connection) {
        containers.init(new BareConnection(connection));
    }

    @Override
    public void destroy() {
        containers.destroy();
    }

    @SuppressWarnings("try") // close() may throw whatever it likes: so the interface has it
    private record BareConnection(WebConnection connection) implements WebConnection {
        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new BareInput(connection.getInputStream());
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            return connection.getOutputStream();
        }

        @Override
        public void close() throws Exception {
            connection.close();
        }
    }

    private static final class BareInput extends ServletInputStream {
        private final ServletInputStream input;

        BareInput(ServletInputStream input) {
            this.input = input;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            input.setReadListener(new BareListener(listener));
        }

        @Override
        public boolean isFinished() {
            return input.isFinished();
        }

        @Override
        public boolean isReady() {
            return input.isReady();
        }

        @Override
        public int available() throws IOException {
            return input.available();
        }

        @Override
        public int read() throws IOException {
            return input.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return input.read(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            input.close();
        }
    }

    private record BareListener(ReadListener listener) implements ReadListener {
        @Override
        public void onDataAvailable() {
            ContextLoader.BARE.run(() -> {
                try {
                    listener.onDataAvailable();
                } catch (IOException e) {
                    listener.onError(e);
                }
            });
        }

        @Override
        public void onAllDataRead() throws IOException {
            listener.onAllDataRead();
        }

        @Override
        public void onError(Throwable cause) {
            listener.onError(cause);
        }
    }
}
