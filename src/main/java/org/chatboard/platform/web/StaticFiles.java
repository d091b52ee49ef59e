package org.chatboard.platform.web;

/** Which addresses are files that are the same for everyone, so that a browser may keep them and ask whether they changed. */
public final class StaticFiles {
    /** The one script that runs beside the pages, and so has a policy of its own. */
    static final String SERVICE_WORKER = "/resources/js/service-worker.js";

    private static final String OF_THIS_VERSION = WebFiles.BASE + "/";

    private StaticFiles() {}

    /** {@return whether the path names the version of the file, so that what a browser has of it never changes} */
    static boolean isVersioned(String path) {
        return path.startsWith(OF_THIS_VERSION);
    }

    /** {@return whether the path is that of scripts, styles, images, or of a resource of Faces} */
    public static boolean isStatic(String path) {
        return path.startsWith("/resources/")
                || path.startsWith("/jakarta.faces.resource/")
                || path.equals("/favicon.ico");
    }
}
