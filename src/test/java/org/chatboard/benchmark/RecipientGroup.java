package org.chatboard.benchmark;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Several connections that receive the same messages and look like one connection. The reader gets a message once each of the
 * connections has received it. If one of them gets a message twice or misses one, {@link #ended} says so.
 */
final class RecipientGroup implements ServerConnection {
    private final List<? extends ServerConnection> lines;
    private final Map<Long, AtomicInteger> missing = new ConcurrentHashMap<>();
    private volatile Consumer<Frame> reader = frame -> {};
    private volatile String ended;

    /** Joins connections to a room without messages; see the other constructor. */
    RecipientGroup(List<? extends ServerConnection> lines) {
        this(lines, 0);
    }

    /**
     * Joins connections.
     *
     * @param lines open connections, which {@link #close} closes
     * @param before sequence number of the newest message that they have already
     */
    RecipientGroup(List<? extends ServerConnection> lines, int before) {
        this.lines = lines;
        lines.forEach(line -> readOne(line, before));
    }

    private void readOne(ServerConnection line, int before) {
        AtomicInteger last = new AtomicInteger(before);
        line.read(frame -> {
            if (frame.is("message")) {
                arrived(frame, last);
            }
        });
    }

    private void arrived(Frame frame, AtomicInteger last) {
        long number = frame.number("seq");
        if (last.incrementAndGet() != number) {
            ended = "one of " + lines.size() + " got message " + number + " instead of " + last;
        } else if (missing.computeIfAbsent(number, one -> new AtomicInteger(lines.size()))
                        .decrementAndGet()
                == 0) {
            missing.remove(number);
            reader.accept(frame);
        }
    }

    @Override
    public void send(String frame) {
        throw new UnsupportedOperationException("A group of recipients cannot send");
    }

    @Override
    public void read(Consumer<Frame> by) {
        reader = by;
    }

    @Override
    public String ended() {
        return lines.stream()
                .map(ServerConnection::ended)
                .filter(why -> why != null)
                .findFirst()
                .orElse(ended);
    }

    @Override
    public void close() {
        lines.forEach(ServerConnection::close);
    }
}
