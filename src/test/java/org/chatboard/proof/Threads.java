package org.chatboard.proof;

/** What people on threads of their own share. */
final class Threads {
    private Threads() {}

    /** Waits for the end of a thread that was told to end; an interrupt is left for the caller. */
    static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
