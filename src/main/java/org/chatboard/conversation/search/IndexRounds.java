package org.chatboard.conversation.search;

import java.util.concurrent.TimeUnit;

/** Paces the rounds of the thread that changes the index, and lets searches wait for one. */
final class IndexRounds {
    /** Work at a time while no search waits, and the pause after it: one fifth of a processor, so that messages need not wait for long. */
    private static final long WORK_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    private static final long BREATH_MS = 16;

    /** A round that takes longer than this goes on without pauses: so much is written that it would fall behind. */
    private static final long SPREAD_NANOS = TimeUnit.SECONDS.toNanos(2);

    private long asked; // number of calls of awaitOne
    private long answered; // how many of them were made before the last round that has ended began
    private long current; // how many of them were made before this round began
    private boolean stopping;
    private long begun;
    private long rested;

    /** Makes the thread begin a round, and waits until it has ended. */
    synchronized void awaitOne(long mostMs) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(mostMs);
        long mine = ++asked;
        notifyAll();
        while (answered < mine && !stopping && waitUntil(end)) {}
    }

    /** Waits until the next round is due or awaited. {@return false if the server stops} */
    synchronized boolean pause(long ms) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        while (!isAwaited() && !stopping && waitUntil(end)) {}
        return !stopping && !Thread.currentThread().isInterrupted();
    }

    /** {@return false if it is over} */
    private boolean waitUntil(long end) {
        long left = end - System.nanoTime();
        if (left <= 0) {
            return false;
        }
        try {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return true;
    }

    /** Begins a round. */
    synchronized void begin() {
        current = asked;
        begun = System.nanoTime();
        rested = begun;
    }

    /** Pauses within a round, if it has worked for a while and no search waits for it. */
    synchronized void breathe() {
        long now = System.nanoTime();
        if (now - rested >= WORK_NANOS && now - begun < SPREAD_NANOS) {
            pause(BREATH_MS);
            rested = System.nanoTime();
        }
    }

    /** Ends a round, and with it the waiting of those who asked before it began. */
    synchronized void end() {
        answered = current;
        notifyAll();
    }

    /** {@return whether a search waits for this round or the next one} */
    synchronized boolean isAwaited() {
        return asked > answered;
    }

    /** Ends all waiting. */
    synchronized void stop() {
        stopping = true;
        notifyAll();
    }

    /** {@return whether the server stops} */
    synchronized boolean isStopping() {
        return stopping;
    }
}
