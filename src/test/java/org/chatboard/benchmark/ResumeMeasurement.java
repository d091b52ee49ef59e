package org.chatboard.benchmark;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** Measures how long a reconnect takes, from {@code hello} with the cursors of all rooms to the last {@code synced}. */
final class ResumeMeasurement {
    private static final int DIGITS = 3;
    private static final long PATIENCE_SECONDS = 60;
    private static final double NANOS_PER_MILLI = 1e6;

    private final FilledServer server;
    private final FilledAccount account;
    private final int rooms;
    private final String hello;

    /**
     * Prepares the {@code hello} frame.
     *
     * @param rooms all rooms of one account, which is the first member of each
     * @param missed number of messages that the client has missed in each room
     */
    ResumeMeasurement(FilledServer server, List<FilledRoom> rooms, int missed) {
        this.server = server;
        this.account = rooms.get(0).one();
        this.rooms = rooms.size();
        this.hello = rooms.stream()
                .map(room -> "{\"room\":" + room.id() + ",\"epoch\":\"" + room.epoch() + "\",\"since\":"
                        + (room.messages() - missed) + "}")
                .collect(Collectors.joining(",", "{\"type\":\"hello\",\"rooms\":[", "]}"));
    }

    /** {@return the median time in milliseconds, after a warm-up of the same number of reconnects} */
    double millis(int times) {
        Histogram nanos = new Histogram(DIGITS);
        for (int i = 0; i < 2 * times; i++) {
            long time = nanos();
            if (i >= times) {
                nanos.recordValue(time);
            }
        }
        return nanos.getValueAtPercentile(50) / NANOS_PER_MILLI;
    }

    private long nanos() {
        CountDownLatch missing = new CountDownLatch(rooms);
        BenchmarkClient client = BenchmarkClient.connect(server.underTest().url(), account.cookies());
        try {
            client.read(frame -> {
                if (frame.is("synced")) {
                    missing.countDown();
                }
            });
            long before = System.nanoTime();
            client.hello(hello);
            if (!missing.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                server.addProblem("hello of " + rooms + " rooms: " + missing.getCount() + " were never synced");
            }
            return System.nanoTime() - before;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            client.close();
        }
    }
}
