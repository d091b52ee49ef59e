package org.chatboard.platform.web;

/** Tells which paths are static files: the same for every user, so that browsers may cache them. */
public final class StaticFiles {
    /** The service worker, whose response has its own Content-Security-Policy. */
    static final String SERVICE_WORKER = "/resources/js/service-worker.js";

    private static final String VERSIONED_PREFIX = WebFiles.BASE + "/";

    private StaticFiles() {}

    /** {@return whether the path contains the version of the files, so that its content never changes} */
    static boolean isVersioned(String path) {
        return path.startsWith(VERSIONED_PREFIX);
    }

    /** {@return whether the path is that of a script, style, image or Faces resource} */
    public static boolean isStatic(String path) {
        return path.startsWith("/resources/")
                || path.startsWith("/jakarta.faces.resource/")
                || path.equals("/favicon.ico");
    }
}
