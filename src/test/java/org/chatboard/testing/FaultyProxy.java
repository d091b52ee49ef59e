package org.chatboard.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** A TCP proxy on 127.0.0.1 that forwards connections to a local port and injects one network fault at a time. */
public final class FaultyProxy implements AutoCloseable {
    /** The fault that the proxy injects. */
    public enum Fault {
        /** No fault: all bytes are forwarded in both directions. */
        NONE,
        /** Closes all open connections and each new one. */
        DISCONNECT,
        /** Keeps connections open and drops the bytes of both directions. */
        DROP_ALL,
        /** Keeps connections open and drops the bytes that the client sends. */
        DROP_REQUESTS,
        /** Keeps connections open and drops the bytes that the server sends. */
        DROP_RESPONSES,
        /** Removes the upgrade headers of a request, as a reverse proxy without WebSocket support does. */
        STRIP_UPGRADES,
        /** Forwards no upgrade request, so that it is never answered. */
        SWALLOW_UPGRADES
    }

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int CHUNK = 65_536;
    private static final Pattern UPGRADE = Pattern.compile("(?is)^GET .*\r\nUpgrade: websocket\r\n.*");
    private static final Pattern UPGRADE_HEADER = Pattern.compile("(?i)\r\nUpgrade: [^\r]*");
    private static final Pattern CONNECTION_HEADER = Pattern.compile("(?i)\r\nConnection: [^\r]*");

    private final int target;
    private final ServerSocket listener;
    private final Set<Socket> openSockets = ConcurrentHashMap.newKeySet();
    private volatile Fault fault = Fault.NONE;

    private FaultyProxy(int target, ServerSocket listener) {
        this.target = target;
        this.listener = listener;
    }

    /** Starts a proxy without a fault on a free port. @param target the port of 127.0.0.1 that it forwards to */
    public static FaultyProxy start(int target) {
        try {
            FaultyProxy proxy = new FaultyProxy(target, new ServerSocket(0, 50, LOOPBACK));
            proxy.inBackground(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a proxy with {@link Fault#STRIP_UPGRADES}. @param target the port of 127.0.0.1 that it forwards to */
    public static FaultyProxy strippingUpgrades(int target) {
        FaultyProxy proxy = start(target);
        proxy.setFault(Fault.STRIP_UPGRADES);
        return proxy;
    }

    /** {@return the URL of the proxy, without a trailing slash} */
    public String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** Sets the fault that is injected from now on; {@link Fault#DISCONNECT} also closes the open connections. */
    public void setFault(Fault newFault) {
        fault = newFault;
        if (newFault == Fault.DISCONNECT) {
            openSockets.forEach(FaultyProxy::end);
        }
    }

    /** Runs an action while a fault is injected, and removes the fault afterwards. */
    public void during(Fault temporaryFault, Runnable action) {
        setFault(temporaryFault);
        try {
            action.run();
        } finally {
            setFault(Fault.NONE);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        openSockets.forEach(FaultyProxy::end);
    }

    private void accept() throws IOException {
        while (!listener.isClosed()) {
            Socket client = listener.accept();
            if (fault == Fault.DISCONNECT) {
                end(client);
            } else {
                inBackground(() -> join(client));
            }
        }
    }

    private void join(Socket client) throws IOException {
        openSockets.add(client);
        try (client;
                Socket server = new Socket(LOOPBACK, target)) {
            openSockets.add(server);
            inBackground(() -> forward(server, client, EnumSet.of(Fault.DROP_ALL, Fault.DROP_RESPONSES)));
            forward(client, server, EnumSet.of(Fault.DROP_ALL, Fault.DROP_REQUESTS));
            openSockets.remove(server);
        } finally {
            openSockets.remove(client);
        }
    }

    /** Forwards bytes. After bytes were dropped, drops all later ones of the connection too, because TCP has no gaps. */
    private void forward(Socket from, Socket to, Set<Fault> dropping) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] chunk = new byte[CHUNK];
            boolean dropped = false;
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                String text = new String(chunk, 0, length, StandardCharsets.ISO_8859_1);
                boolean upgrade = UPGRADE.matcher(text).matches();
                dropped |= dropping.contains(fault) || upgrade && fault == Fault.SWALLOW_UPGRADES;
                if (dropped) {
                    continue;
                }
                if (upgrade && fault == Fault.STRIP_UPGRADES) {
                    text = UPGRADE_HEADER.matcher(text).replaceFirst("");
                    text = CONNECTION_HEADER.matcher(text).replaceFirst("\r\nConnection: close");
                }
                out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }

    /** What a thread does with a connection. An exception ends it when the connection is closed. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private void inBackground(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // expected: one side closed its connection
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
