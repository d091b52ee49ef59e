package org.chatboard.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Runs loads on a server one after another over the same connections. */
final class LoadSequence implements AutoCloseable {
    private static final int RUN_IN_SECONDS = 2;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ProcessHandle server;
    private final List<Conversation> conversations;
    private final Duration drain;

    /**
     * Creates a sequence of loads.
     *
     * @param conversations conversations with open connections
     * @param drain how long to wait for missing messages; if none of them arrives in this time, they count as lost
     */
    LoadSequence(ProcessHandle server, List<Conversation> conversations, Duration drain) {
        this.server = server;
        this.conversations = conversations;
        this.drain = drain;
    }

    /**
     * Runs a load and waits until all its messages are delivered or no more arrive.
     *
     * @param name name of the load
     * @param seconds duration of the measurement, which starts when the load has run for {@value #RUN_IN_SECONDS} seconds
     */
    LoadResult run(String name, LoadPattern load, int seconds) {
        Measurement measurement = new Measurement(RUN_IN_SECONDS, seconds);
        conversations.forEach(conversation -> conversation.begin(measurement, load));
        load.start(conversations, measurement);
        CpuTime before = at(measurement.start(), () -> CpuTime.of(server));
        CpuTime after = at(measurement.end(), () -> CpuTime.of(server));
        load.stop();
        drain();
        SentMessages.Faults faults = conversations.stream()
                .map(conversation -> conversation.sentMessages().check())
                .reduce(SentMessages.Faults.NOTHING, SentMessages.Faults::plus);
        List<String> problems =
                conversations.stream().flatMap(Conversation::problems).toList();
        return new LoadResult(
                name, measurement.done(), seconds, measurement.delays(), after.since(before), faults, problems);
    }

    private <T> T at(long time, Callable<T> reading) {
        try {
            return timer.schedule(reading, time - System.nanoTime(), TimeUnit.NANOSECONDS)
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until no message is in flight any more, or until none arrives for the time that the constructor got. */
    private void drain() {
        int before;
        do {
            before = inFlight();
        } while (!isDrained() && inFlight() < before);
    }

    private boolean isDrained() {
        try {
            Awaitility.await().atMost(drain).until(() -> inFlight() == 0);
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    private int inFlight() {
        return conversations.stream().mapToInt(Conversation::inFlight).sum();
    }

    /** {@return the number of messages sent so far by each conversation} */
    List<Long> sent() {
        return conversations.stream()
                .map(conversation -> (long) conversation.sentMessages().sent())
                .toList();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        conversations.forEach(Conversation::close);
    }
}
