package org.chatboard.proof;

import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.chatboard.testing.FaultyProxy;
import org.chatboard.testing.FaultyProxy.Fault;

/** Injects random network faults: disconnects, lost acknowledgements, half-open connections. */
final class NetworkFaults implements AutoCloseable {
    private static final int MAX_PAUSE_MS = 400;
    private static final int MAX_LOSS_MS = 150;
    private static final List<Fault> HALF_OPEN = List.of(Fault.DROP_REQUESTS, Fault.DROP_RESPONSES, Fault.DROP_ALL);

    private final List<FaultyProxy> networks;
    private final long deadAfterMs;
    private final Random random = new Random();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private int cuts;
    private int lostAnswers;
    private int halfOpen;

    /**
     * Starts to inject faults.
     *
     * @param deadAfterMs time without a frame after which client and server close a connection, in ms
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
        after(1 + random.nextInt(MAX_PAUSE_MS), this::next);
    }

    private void cut(FaultyProxy network) {
        cuts++;
        network.setFault(Fault.DISCONNECT);
        network.setFault(Fault.NONE);
    }

    /** Drops the responses for a while, so that requests are stored and their acks lost, and then disconnects. */
    private void loseAnswers(FaultyProxy network) {
        lostAnswers++;
        network.setFault(Fault.DROP_RESPONSES);
        after(1 + random.nextInt(MAX_LOSS_MS), () -> {
            network.setFault(Fault.DISCONNECT);
            network.setFault(Fault.NONE);
        });
    }

    /** Makes a connection half-open for longer than both timeouts. */
    private void halfOpen(FaultyProxy network) {
        halfOpen++;
        network.setFault(HALF_OPEN.get(random.nextInt(HALF_OPEN.size())));
        after(deadAfterMs + random.nextInt((int) deadAfterMs), () -> network.setFault(Fault.NONE));
    }

    private void after(long ms, Runnable task) {
        clock.schedule(task, ms, TimeUnit.MILLISECONDS);
    }

    /** Stops, and removes the faults of all networks. */
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
        return cuts + " disconnects, " + lostAnswers + " periods of lost responses, " + halfOpen
                + " half-open connections";
    }
}
