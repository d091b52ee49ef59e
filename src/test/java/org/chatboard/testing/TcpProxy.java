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

/** A network that can fail: passes TCP connections on to a port of this machine, in one of several ways. */
public final class TcpProxy implements AutoCloseable {
    /** What it does with what comes. */
    public enum Way {
        /** All goes through. */
        OPEN,
        /** Connections are cut, new ones too. */
        CUT,
        /** Connections stay, and nothing goes through them any more. */
        SILENT,
        /** Connections stay, and what the client says is lost. */
        DEAF,
        /** Connections stay, and what the server answers is lost. */
        MUTE,
        /** An upgrade arrives without its headers, as behind a proxy that does not know WebSocket. */
        WITHOUT_UPGRADES,
        /** An upgrade is never answered. */
        SWALLOWING_UPGRADES
    }

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final int CHUNK = 65_536;
    private static final Pattern UPGRADE = Pattern.compile("(?is)^GET .*\r\nUpgrade: websocket\r\n.*");
    private static final Pattern UPGRADE_HEADER = Pattern.compile("(?i)\r\nUpgrade: [^\r]*");
    private static final Pattern CONNECTION_HEADER = Pattern.compile("(?i)\r\nConnection: [^\r]*");

    private final int target;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Way way = Way.OPEN;

    private TcpProxy(int target, ServerSocket door) {
        this.target = target;
        this.door = door;
    }

    /** Opens one on a free port. @param target the port of 127.0.0.1 that it passes on to */
    public static TcpProxy plain(int target) {
        try {
            TcpProxy proxy = new TcpProxy(target, new ServerSocket(0, 50, HERE));
            proxy.inBackground(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that does not know WebSocket. @param target port of 127.0.0.1 */
    public static TcpProxy droppingUpgrades(int target) {
        TcpProxy proxy = plain(target);
        proxy.now(Way.WITHOUT_UPGRADES);
        return proxy;
    }

    /** {@return its address, without a slash at its end} */
    public String url() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    /** Changes what it does; {@link Way#CUT} ends what is open. */
    public void now(Way way) {
        this.way = way;
        if (way == Way.CUT) {
            open.forEach(TcpProxy::end);
        }
    }

    /** Does something while all goes wrong in a way, and puts it right again. */
    public void during(Way trouble, Runnable action) {
        now(trouble);
        try {
            action.run();
        } finally {
            now(Way.OPEN);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(TcpProxy::end);
    }

    private void accept() throws IOException {
        while (!door.isClosed()) {
            Socket browser = door.accept();
            if (way == Way.CUT) {
                end(browser);
            } else {
                inBackground(() -> join(browser));
            }
        }
    }

    private void join(Socket browser) throws IOException {
        open.add(browser);
        try (browser;
                Socket server = new Socket(HERE, target)) {
            open.add(server);
            inBackground(() -> pass(server, browser, EnumSet.of(Way.SILENT, Way.MUTE)));
            pass(browser, server, EnumSet.of(Way.SILENT, Way.DEAF));
            open.remove(server);
        } finally {
            open.remove(browser);
        }
    }

    /** Passes bytes on. Once some of them were lost the others are too, as nothing can follow a gap in a connection. */
    private void pass(Socket from, Socket to, Set<Way> losing) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] chunk = new byte[CHUNK];
            boolean swallowing = false;
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                String text = new String(chunk, 0, length, StandardCharsets.ISO_8859_1);
                boolean upgrade = UPGRADE.matcher(text).matches();
                swallowing |= losing.contains(way) || upgrade && way == Way.SWALLOWING_UPGRADES;
                if (swallowing) {
                    continue;
                }
                if (upgrade && way == Way.WITHOUT_UPGRADES) {
                    text = UPGRADE_HEADER.matcher(text).replaceFirst("");
                    text = CONNECTION_HEADER.matcher(text).replaceFirst("\r\nConnection: close");
                }
                out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }

    /** Something that a connection that ends may interrupt. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private void inBackground(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // a connection has ended, in one of the ways in which they do
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
