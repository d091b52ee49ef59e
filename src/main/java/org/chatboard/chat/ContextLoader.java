package org.chatboard.chat;

/**
 * What a thread's context class loader is for a while. The container restarts a timer at every frame that comes or goes, and each time
 * looks through that loader for services: through the application's it opens every jar of the server, which costs more than the frame.
 */
enum ContextLoader {
    /** Finds nothing: for the container's own work on a frame. */
    BARE(new ClassLoader(null) {}),
    /** The application's: for ours. */
    APPLICATION(ContextLoader.class.getClassLoader());

    private final ClassLoader loader;

    ContextLoader(ClassLoader loader) {
        this.loader = loader;
    }

    /** Does something under this loader, and puts the former back. */
    void run(Runnable work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            work.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
