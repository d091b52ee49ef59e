package org.chatboard.proof;

import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.chatboard.testing.FaultyProxy;
import org.chatboard.testing.FaultyProxy.Fault;

/** What goes wrong with networks, at random: cuts, acknowledgements that get lost, links that die without a word. */
final class NetworkFaults implements AutoCloseable {
    private static final int MOST_CALM_MS = 400;
    private static final int MOST_MUTE_MS = 150;
    private static final List<Fault> HALF_OPEN = List.of(Fault.DROP_REQUESTS, Fault.DROP_RESPONSES, Fault.DROP_ALL);

    private final List<FaultyProxy> networks;
    private final long deadAfterMs;
    private final Random random = new Random();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private int cuts;
    private int lostAnswers;
    private int halfOpen;

    /**
     * Begins.
     *
     * @param deadAfterMs silence after which both ends of a link leave it
     */
    NetworkFaults(List<FaultyProxy> networks, long deadAfterMs) {
        this.networks = networks;
        this.deadAfterMs = deadAfterMs;
        clock.execute(this::next);
    }

    private void next() {
        FaultyProxy network = networks.get(random.nextInt(networks.size()));
        switch (random.nextInt(4)) {
            case 0 -> cut(network);
            case 1, 2 -> loseAnswers(network);
            default -> halfOpen(network);
        }
        after(1 + random.nextInt(MOST_CALM_MS), this::next);
    }

    private void cut(FaultyProxy network) {
        cuts++;
        network.setFault(Fault.DISCONNECT);
        network.setFault(Fault.NONE);
    }

    /** What the client sends arrives and is stored; what it would be told of that is not, and then the connection is cut. */
    private void loseAnswers(FaultyProxy network) {
        lostAnswers++;
        network.setFault(Fault.DROP_RESPONSES);
        after(1 + random.nextInt(MOST_MUTE_MS), () -> {
            network.setFault(Fault.DISCONNECT);
            network.setFault(Fault.NONE);
        });
    }

    /** Long enough for both ends to notice. */
    private void halfOpen(FaultyProxy network) {
        halfOpen++;
        network.setFault(HALF_OPEN.get(random.nextInt(HALF_OPEN.size())));
        after(deadAfterMs + random.nextInt((int) deadAfterMs), () -> network.setFault(Fault.NONE));
    }

    private void after(long ms, Runnable task) {
        clock.schedule(task, ms, TimeUnit.MILLISECONDS);
    }

    /** All networks work again. */
    @Override
    public void close() {
        clock.shutdownNow();
        try {
            clock.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        networks.forEach(network -> network.setFault(Fault.NONE));
    }

    @Override
    public String toString() {
        return cuts + " cuts, " + lostAnswers + " times answers lost, " + halfOpen + " half-open links";
    }
}
