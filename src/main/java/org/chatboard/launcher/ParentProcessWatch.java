package org.chatboard.launcher;

/** Stops the server when its parent process ends, even if that was killed, so that {@code mvn} never leaves a server behind. */
final class ParentProcessWatch {
    /** System property with the process id of the parent; without it nothing is watched. */
    static final String PROPERTY = "chatboard.parent";

    private ParentProcessWatch() {}

    static void start() {
        Long parent = Long.getLong(PROPERTY);
        if (parent == null) {
            return;
        }
        ProcessHandle.of(parent)
                .orElseThrow(() -> new StartRejectedException(
                        "ChatBoard does not start: process " + parent + ", which started it, has ended."))
                .onExit()
                .thenRun(() -> System.exit(0));
    }
}
