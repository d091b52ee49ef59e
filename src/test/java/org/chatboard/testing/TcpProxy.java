package org.chatboard.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A proxy on a free port of 127.0.0.1, between a test and the server: a plain one, or one that drops the headers of a
 * WebSocket upgrade as a proxy does that nobody told about WebSockets. A connection serves one request.
 */
public final class TcpProxy implements AutoCloseable {
    private static final String END_OF_HEAD = "\r\n\r\n";

    private final ServerSocket listener;
    private final int target;
    private final boolean dropsUpgrades;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private TcpProxy(int target, boolean dropsUpgrades) throws IOException {
        this.target = target;
        this.dropsUpgrades = dropsUpgrades;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    /** @param target port of 127.0.0.1 */
    public static TcpProxy plain(int target) throws IOException {
        return new TcpProxy(target, false);
    }

    /** @param target port of 127.0.0.1 */
    public static TcpProxy droppingUpgrades(int target) throws IOException {
        return new TcpProxy(target, true);
    }

    /** The address to use instead of the server's, without a slash at its end. */
    public String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                open.add(client);
                daemon(() -> serve(client));
            }
        } catch (IOException e) {
            // closed: the test is over
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            open.add(server);
            String head = head(client.getInputStream());
            server.getOutputStream().write(passedOn(head).getBytes(StandardCharsets.ISO_8859_1));
            daemon(() -> copy(client, server));
            server.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // an end hung up: so does the other
        }
    }

    private String passedOn(String head) {
        if (!dropsUpgrades) {
            return head;
        }
        return head.lines()
                .filter(line -> !line.toLowerCase(Locale.ROOT).matches("(upgrade|connection):.*"))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\r\n", "", "\r\nConnection: close" + END_OF_HEAD));
    }

    private static String head(InputStream stream) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf(END_OF_HEAD) < 0) {
            int next = stream.read();
            if (next < 0) {
                throw new IOException("the client hung up");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // an end hung up
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "proxy of a test");
        thread.setDaemon(true);
        thread.start();
    }
}
