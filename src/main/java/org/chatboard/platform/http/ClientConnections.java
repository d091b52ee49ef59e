package org.chatboard.platform.http;

import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.chatboard.platform.support.IpAddress;
import org.chatboard.platform.web.ClientAddress;
import org.glassfish.grizzly.CloseListener;
import org.glassfish.grizzly.CloseType;
import org.glassfish.grizzly.Closeable;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.EmptyCompletionHandler;

/**
 * All HTTP connections of the server. Limits the connections of one address, the time that a client may take for a request and
 * for reading a response, and the memory held for all slow clients together. Above the memory limit, connections of the network
 * that holds most memory are closed.
 */
final class ClientConnections implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ClientConnections.class.getName());

    /** Timeout of an idle kept-alive connection; Payara's default. */
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** Time for the client to read an error response before the connection is closed. */
    private static final long CLOSING_NANOS = TimeUnit.SECONDS.toNanos(2);

    /**
     * Time for the client to read the rest of a closed WebSocket, with the close frame. The container waits without end for a
     * client that reads nothing.
     */
    private static final long WEBSOCKET_CLOSED_NANOS = TimeUnit.SECONDS.toNanos(5);

    /**
     * Time for a client that keeps reading a response slowly: this many timeouts, plus {@link #NANOS_PER_BYTE} for each byte.
     */
    private static final int SLOW_READ_TIMEOUTS = 4;

    /** The slowest rate: 8 KiB a second. */
    private static final long NANOS_PER_BYTE = TimeUnit.SECONDS.toNanos(1) / 8_192;

    private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);
    private static final Duration LIMIT_LOG_INTERVAL = Duration.ofMinutes(1);

    private final Set<ClientConnection> open = ConcurrentHashMap.newKeySet();
    private final Set<ClientConnection> slow = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> countByKey = new ConcurrentHashMap<>();
    private final ClientAddress addresses;
    private final long timeoutNanos;
    private final int maxPerAddress;
    private final long maxHeldBytes;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final ThrottledLog closedLog = new ThrottledLog(LOG, Level.INFO, LOG_INTERVAL);
    private final ThrottledLog limitLog = new ThrottledLog(LOG, Level.WARNING, LIMIT_LOG_INTERVAL);
    private final AtomicBoolean unknownProxyLogged = new AtomicBoolean();

    /**
     * Creates the registry; {@link #start} starts its timer.
     *
     * @param addresses knows the trusted proxies
     * @param timeoutMs milliseconds for the head of a request, for its body, and between two reads of the response
     * @param maxPerAddress connections of one IP address; 0 means no limit
     * @param maxHeldBytes memory for all incomplete bodies and unread responses together
     */
    ClientConnections(ClientAddress addresses, int timeoutMs, int maxPerAddress, long maxHeldBytes) {
        this.addresses = addresses;
        timeoutNanos = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        this.maxPerAddress = maxPerAddress;
        this.maxHeldBytes = maxHeldBytes;
    }

    /** Starts the timer that checks the connections every 500 ms. */
    void start() {
        timer.scheduleWithFixedDelay(this::check, 500, 500, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /**
     * Registers a new connection and counts it for its address. Connections of trusted proxies are not counted.
     *
     * @return false if the address has too many connections
     */
    boolean accept(Connection<?> connection) {
        ClientConnection client = new ClientConnection(connection);
        InetAddress peer = client.peer();
        if (!addresses.isTrusted(peer) && !count(client, peer.getHostAddress())) {
            return false;
        }
        open.add(client);
        CloseListener<Closeable, CloseType> onClose = (closed, why) -> remove(client);
        connection.addCloseListener(onClose);
        return true;
    }

    /**
     * Counts a request through a trusted proxy for the client behind the proxy, until {@link #endProxiedRequest}.
     *
     * @param forwardedFor the lines of {@code X-Forwarded-For}
     * @return false if that client has too many connections and requests in progress
     */
    boolean beginProxiedRequest(ClientConnection client, List<String> forwardedFor) {
        InetAddress peer = client.peer();
        if (addresses.isTrusted(peer)) {
            return count(client, addresses.of(peer.getHostAddress(), forwardedFor));
        }
        if (!forwardedFor.isEmpty() && unknownProxyLogged.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "The header X-Forwarded-For of a request from {0} is ignored. If that is your proxy, add it to"
                            + " CHATBOARD_TRUSTED_PROXIES; otherwise everyone behind it shares the limits of one address.",
                    peer.getHostAddress());
        }
        return true;
    }

    /** Ends the count of a request whose response is finished, if the request came through a trusted proxy. */
    void endProxiedRequest(ClientConnection client) {
        if (addresses.isTrusted(client.peer())) {
            uncount(client);
        }
    }

    private boolean count(ClientConnection client, String address) {
        String key = IpAddress.network(address);
        client.network(key);
        if (maxPerAddress == 0) {
            return true;
        }
        uncount(client);
        if (countByKey.merge(key, 1, Integer::sum) > maxPerAddress) {
            decrement(key);
            limitLog.log(() -> address + " has more than the " + maxPerAddress
                    + " connections of CHATBOARD_LIMIT_CONNECTIONS_PER_ADDRESS. If that is your proxy, add it to"
                    + " CHATBOARD_TRUSTED_PROXIES.");
            return false;
        }
        if (!client.countKey(key)) {
            decrement(key);
        }
        return true;
    }

    private void uncount(ClientConnection client) {
        String key = client.clearCountKey();
        if (key != null) {
            decrement(key);
        }
    }

    private void decrement(String key) {
        countByKey.computeIfPresent(key, (k, connections) -> connections == 1 ? null : connections - 1);
    }

    private void remove(ClientConnection client) {
        open.remove(client);
        slow.remove(client);
        client.remove();
        uncount(client);
    }

    /** Records that memory is held for a slow client. Closes connections if all slow clients together hold too much. */
    void onMemoryHeld(ClientConnection client) {
        slow.add(client);
        if (!client.connection().isOpen()) {
            slow.remove(client);
        }
        if (heldBytes() > maxHeldBytes) {
            evict();
        }
    }

    private long heldBytes() {
        return slow.stream().mapToLong(ClientConnection::heldBytes).sum();
    }

    /**
     * Closes connections until the rest hold no more memory than the limit. Begins with the network that holds most, and there
     * with the connection that holds most.
     */
    private synchronized void evict() {
        slow.forEach(ClientConnection::refresh);
        long held = heldBytes();
        if (held <= maxHeldBytes) {
            return;
        }
        for (ClientConnection client : largestFirst()) {
            if (held <= maxHeldBytes) {
                return;
            }
            held -= client.heldBytes();
            closedLog.log(() -> "Closed an HTTP connection of " + client.network() + ": slow clients held more than "
                    + maxHeldBytes + " bytes");
            client.reset();
        }
    }

    private List<ClientConnection> largestFirst() {
        record Holder(ClientConnection client, String network, int bytes) {}
        List<Holder> holders = slow.stream() // a copy: the values change concurrently
                .map(client -> new Holder(client, client.network(), client.heldBytes()))
                .toList();
        Map<String, Long> byNetwork =
                holders.stream().collect(Collectors.groupingBy(Holder::network, Collectors.summingLong(Holder::bytes)));
        return holders.stream()
                .sorted(Comparator.<Holder>comparingLong(holder -> -byNetwork.get(holder.network()))
                        .thenComparing(Holder::network)
                        .thenComparing(Comparator.comparingInt(Holder::bytes).reversed()))
                .map(Holder::client)
                .toList();
    }

    private void check() {
        try {
            long now = System.nanoTime();
            for (ClientConnection client : open) {
                client.refresh();
                if (client.heldBytes() > 0) { // of a stream, which begins without a call of onMemoryHeld
                    slow.add(client);
                }
                ClientPhase phase = client.phase(); // before its times, which are set before it
                check(client, phase, now - client.since(), now - client.progress());
            }
            slow.removeIf(client -> client.heldBytes() == 0);
            if (heldBytes() > maxHeldBytes) {
                evict();
            }
        } catch (RuntimeException e) { // the timer must go on
            LOG.log(Level.WARNING, "The check of the HTTP connections failed", e);
        }
    }

    private void check(ClientConnection client, ClientPhase phase, long nanos, long stalledNanos) {
        boolean late =
                switch (phase) {
                    case HEAD, BODY -> nanos > timeoutNanos && client.isAwaitingBytes();
                    case IDLE -> nanos > IDLE_NANOS && client.isAwaitingBytes();
                    case STREAM, RESPONSE ->
                        stalledNanos > timeoutNanos
                                || nanos > SLOW_READ_TIMEOUTS * timeoutNanos + client.responseBytes() * NANOS_PER_BYTE;
                    case WEBSOCKET_CLOSED -> nanos > WEBSOCKET_CLOSED_NANOS;
                    case CLOSING -> nanos > CLOSING_NANOS;
                    case PROCESSING, WEBSOCKET -> false;
                };
        if (!late) {
            return;
        }
        switch (phase) {
            case BODY -> closeWithTimeout(client);
            case STREAM, RESPONSE -> {
                closedLog.log(
                        () -> "Closed an HTTP connection of " + client.network() + ": it did not read its answer");
                client.reset();
            }
            case WEBSOCKET_CLOSED -> client.reset();
            default -> {
                client.beginClosing();
                client.connection().terminateSilently();
            }
        }
    }

    private void closeWithTimeout(ClientConnection client) {
        var response = client.response();
        if (response != null && client.beginClosing()) {
            slow.remove(client);
            closedLog.log(() ->
                    "Closed an HTTP connection of " + client.network() + ": it did not send the body of its request");
            client.connection().write(HttpCodec.rejection(response, HttpCodec.REQUEST_TIMEOUT), closeOutput(client));
        }
    }

    /** {@return a handler that closes the output side of the connection when an error response is written} */
    <T> EmptyCompletionHandler<T> closeOutput(ClientConnection client) {
        return new EmptyCompletionHandler<>() {
            @Override
            public void completed(T result) {
                try {
                    ((SocketChannel) client.connection().getChannel()).shutdownOutput();
                } catch (java.io.IOException e) {
                    client.connection().terminateSilently();
                }
            }
        };
    }
}
