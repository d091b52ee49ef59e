package org.chatboard.proof;

import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.chatboard.testing.TcpProxy;
import org.chatboard.testing.TcpProxy.Way;

/** What goes wrong with networks, at random: cuts, acknowledgements that get lost, links that die without a word. */
final class NetworkFaults implements AutoCloseable {
    private static final int MOST_CALM_MS = 400;
    private static final int MOST_MUTE_MS = 150;
    private static final List<Way> HALF_OPEN = List.of(Way.DEAF, Way.MUTE, Way.SILENT);

    private final List<TcpProxy> networks;
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
    NetworkFaults(List<TcpProxy> networks, long deadAfterMs) {
        this.networks = networks;
        this.deadAfterMs = deadAfterMs;
        clock.execute(this::next);
    }

    private void next() {
        TcpProxy network = networks.get(random.nextInt(networks.size()));
        switch (random.nextInt(4)) {
            case 0 -> cut(network);
            case 1, 2 -> loseAnswers(network);
            default -> halfOpen(network);
        }
        after(1 + random.nextInt(MOST_CALM_MS), this::next);
    }

    private void cut(TcpProxy network) {
        cuts++;
        network.now(Way.CUT);
        network.now(Way.OPEN);
    }

    /** What the client sends arrives and is stored; what it would be told of that is not, and then the connection is cut. */
    private void loseAnswers(TcpProxy network) {
        lostAnswers++;
        network.now(Way.MUTE);
        after(1 + random.nextInt(MOST_MUTE_MS), () -> {
            network.now(Way.CUT);
            network.now(Way.OPEN);
        });
    }

    /** Long enough for both ends to notice. */
    private void halfOpen(TcpProxy network) {
        halfOpen++;
        network.now(HALF_OPEN.get(random.nextInt(HALF_OPEN.size())));
        after(deadAfterMs + random.nextInt((int) deadAfterMs), () -> network.now(Way.OPEN));
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
        networks.forEach(network -> network.now(Way.OPEN));
    }

    @Override
    public String toString() {
        return cuts + " cuts, " + lostAnswers + " times answers lost, " + halfOpen + " half-open links";
    }
}
