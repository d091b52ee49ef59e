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
 * All HTTP connections. Bounds those of one address, the time that a client takes for a request or an answer, and the memory that all
 * slow clients together hold; where that is too much, it ends the connections of the network that holds most.
 */
final class ClientConnections implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ClientConnections.class.getName());

    /** A connection that is kept alive; as Payara has it. */
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** For reading why it was ended, before its socket is closed. */
    private static final long ENDING_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** An answer has this many times the timeout where the client takes a little of it again and again … */
    private static final int SLOWLY = 4;

    /** … and a second more for each 8 KiB. */
    private static final long NANOS_PER_BYTE = TimeUnit.SECONDS.toNanos(1) / 8_192;

    private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);
    private static final Duration LIMIT_LOG_INTERVAL = Duration.ofMinutes(1);

    private final Set<ClientConnection> open = ConcurrentHashMap.newKeySet();
    private final Set<ClientConnection> slow = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> byOwner = new ConcurrentHashMap<>();
    private final ClientAddress addresses;
    private final long timeoutNanos;
    private final int mostOfOneAddress;
    private final long mostHeldBytes;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final ThrottledLog ended = new ThrottledLog(LOG, Level.INFO, LOG_INTERVAL);
    private final ThrottledLog limited = new ThrottledLog(LOG, Level.WARNING, LIMIT_LOG_INTERVAL);
    private final AtomicBoolean unknownProxyLogged = new AtomicBoolean();

    /**
     * @param addresses knows the trusted proxies
     * @param timeoutMs milliseconds that a client has for a head, for a body, and for going on to take up an answer
     * @param mostOfOneAddress connections of one address; 0: no limit
     * @param mostHeldBytes memory for incomplete bodies and answers that are not taken up
     */
    ClientConnections(ClientAddress addresses, int timeoutMs, int mostOfOneAddress, long mostHeldBytes) {
        this.addresses = addresses;
        timeoutNanos = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        this.mostOfOneAddress = mostOfOneAddress;
        this.mostHeldBytes = mostHeldBytes;
    }

    /** Begins to look after the connections. */
    void start() {
        timer.scheduleWithFixedDelay(this::check, 500, 500, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /**
     * Takes up a connection. That of a trusted proxy counts against nobody.
     *
     * @return false where its address has too many
     */
    boolean accept(Connection<?> connection) {
        ClientConnection client = new ClientConnection(connection);
        InetAddress peer = client.peer();
        if (!addresses.isTrusted(peer) && !enter(client, peer.getHostAddress())) {
            return false;
        }
        open.add(client);
        CloseListener<Closeable, CloseType> onClose = (closed, why) -> remove(client);
        connection.addCloseListener(onClose);
        return true;
    }

    /**
     * Counts a request that came through a trusted proxy against the client behind it, until {@link #leave}.
     *
     * @param forwardedFor the lines of {@code X-Forwarded-For}
     * @return false where that client has too many connections and requests under way
     */
    boolean enterThroughProxy(ClientConnection client, List<String> forwardedFor) {
        InetAddress peer = client.peer();
        if (addresses.isTrusted(peer)) {
            return enter(client, addresses.of(peer.getHostAddress(), forwardedFor));
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

    /** The request that came through a trusted proxy is done. */
    void leaveThroughProxy(ClientConnection client) {
        if (addresses.isTrusted(client.peer())) {
            leave(client);
        }
    }

    private boolean enter(ClientConnection client, String address) {
        String owner = IpAddress.network(address);
        client.network(owner);
        if (mostOfOneAddress == 0) {
            return true;
        }
        leave(client);
        if (byOwner.merge(owner, 1, Integer::sum) > mostOfOneAddress) {
            decrement(owner);
            limited.log(() -> address + " has more than the " + mostOfOneAddress
                    + " connections of CHATBOARD_LIMIT_CONNECTIONS_PER_ADDRESS. If that is your proxy, add it to"
                    + " CHATBOARD_TRUSTED_PROXIES.");
            return false;
        }
        if (!client.owner(owner)) {
            decrement(owner);
        }
        return true;
    }

    private void leave(ClientConnection client) {
        String owner = client.takeOwner();
        if (owner != null) {
            decrement(owner);
        }
    }

    private void decrement(String owner) {
        byOwner.computeIfPresent(owner, (key, count) -> count == 1 ? null : count - 1);
    }

    private void remove(ClientConnection client) {
        open.remove(client);
        slow.remove(client);
        client.remove();
        leave(client);
    }

    /** A client makes the server hold memory, or more of it. */
    void onHeld(ClientConnection client) {
        slow.add(client);
        if (!client.connection().isOpen()) {
            slow.remove(client);
        }
        if (heldBytes() > mostHeldBytes) {
            evict();
        }
    }

    private long heldBytes() {
        return slow.stream().mapToLong(ClientConnection::held).sum();
    }

    /** Ends connections until the rest hold no more than they may: of the network that holds most first, its largest first. */
    private synchronized void evict() {
        slow.forEach(ClientConnection::refresh);
        long held = heldBytes();
        if (held <= mostHeldBytes) {
            return;
        }
        for (ClientConnection client : largestFirst()) {
            if (held <= mostHeldBytes) {
                return;
            }
            held -= client.held();
            ended.log(() -> "Ended an HTTP connection of " + client.network() + ": slow clients hold more than "
                    + mostHeldBytes + " bytes");
            client.reset();
        }
    }

    private List<ClientConnection> largestFirst() {
        record Holder(ClientConnection client, String network, int bytes) {}
        List<Holder> holders = slow.stream() // as it is now: it changes while it is sorted
                .map(client -> new Holder(client, client.network(), client.held()))
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
                check(client, now - client.since(), now - client.progress());
            }
            slow.removeIf(client -> client.held() == 0);
        } catch (RuntimeException e) { // the next time is due all the same
            LOG.log(Level.WARNING, "The check of the HTTP connections failed", e);
        }
    }

    private void check(ClientConnection client, long nanos, long stalledNanos) {
        boolean late =
                switch (client.phase()) {
                    case HEAD, BODY -> nanos > timeoutNanos && client.isWaitedFor();
                    case IDLE -> nanos > IDLE_NANOS && client.isWaitedFor();
                    case ANSWER ->
                        stalledNanos > timeoutNanos
                                || nanos > SLOWLY * timeoutNanos + client.answerBytes() * NANOS_PER_BYTE;
                    case ENDING -> nanos > ENDING_NANOS;
                    case WORKING, SOCKET -> false;
                };
        if (!late) {
            return;
        }
        switch (client.phase()) {
            case BODY -> endWithTimeout(client);
            case ANSWER -> {
                ended.log(() -> "Ended an HTTP connection of " + client.network() + ": it did not read its answer");
                client.reset();
            }
            default -> {
                client.end();
                client.connection().terminateSilently();
            }
        }
    }

    private void endWithTimeout(ClientConnection client) {
        var response = client.response();
        if (response != null && client.end()) {
            slow.remove(client);
            ended.log(() ->
                    "Ended an HTTP connection of " + client.network() + ": it did not send the body of its request");
            client.connection().write(HttpCodec.rejection(response, HttpCodec.REQUEST_TIMEOUT), closing(client));
        }
    }

    /** {@return what says to the client, once it has an answer, that there is nothing more to come} */
    <T> EmptyCompletionHandler<T> closing(ClientConnection client) {
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
