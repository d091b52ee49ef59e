package org.chatboard.benchmark;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A load with a constant rate, whether the server responds or not. The senders take turns. The delay of a message counts from
 * when it was due, even if it is sent late; this avoids coordinated omission.
 */
final class OpenLoop implements LoadPattern {
    private final long period;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final CountDownLatch over = new CountDownLatch(1);
    private List<Conversation> conversations;
    private long start;
    private long end;
    private long next;

    /** @param perSecond messages of all senders together, more than 0 */
    OpenLoop(double perSecond) {
        period = Math.round(TimeUnit.SECONDS.toNanos(1) / perSecond);
    }

    @Override
    public void start(List<Conversation> among, Measurement measurement) {
        conversations = among;
        end = measurement.end();
        start = System.nanoTime();
        timer.scheduleAtFixedRate(this::sendNext, 0, period, TimeUnit.NANOSECONDS); // also runs what a delay missed
    }

    private void sendNext() {
        long due = start + next * period;
        if (due - end >= 0) {
            over.countDown();
        } else {
            conversations.get((int) (next % conversations.size())).send(due);
            next++;
        }
    }

    @Override
    public void done(Conversation conversation) {
        // the rate does not depend on responses
    }

    @Override
    public void stop() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        timer.shutdownNow();
    }
}
