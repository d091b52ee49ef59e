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

/** Puts loads on a server, one after the other over the same connections. */
final class LoadSequence implements AutoCloseable {
    private static final int RUN_IN_SECONDS = 2;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ProcessHandle server;
    private final List<Conversation> conversations;
    private final Duration drain;

    /**
     * Measures a server.
     *
     * @param conversations open connections to it
     * @param drain after which a message counts as lost when no other came meanwhile
     */
    LoadSequence(ProcessHandle server, List<Conversation> conversations, Duration drain) {
        this.server = server;
        this.conversations = conversations;
        this.drain = drain;
    }

    /**
     * Runs a load until all that it sent has come, or nothing more comes.
     *
     * @param name of the load
     * @param seconds to measure, from two seconds after its start
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

    /** A slow server has all the time that it needs, as long as something comes. */
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

    /** How many messages were sent so far, of each conversation. */
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
