package org.chatboard.launcher;

/** Ends the server when the process that started it is gone, even killed: {@code mvn} leaves no server behind. */
final class ParentWatch {
    /** System property with the process id to watch; without it nobody is watched. */
    static final String PROPERTY = "chatboard.parent";

    private ParentWatch() {}

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
