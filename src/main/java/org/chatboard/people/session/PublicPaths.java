package org.chatboard.people.session;

import java.util.Set;
import org.chatboard.platform.web.StaticFiles;

/** The requests that need no sign-in. All others need one. */
final class PublicPaths {
    private static final Set<String> PAGES = Set.of("/sign-in", "/sign-up", "/new-password", "/offline");

    /** The page of the first administrator, whose code follows; {@code FirstStartFilter} checks it. */
    private static final String FIRST_START = "/first-start/";

    private static final String HELP_LINK = "/help/";

    /** The page of an invitation, whose code follows. */
    private static final String INVITATION = "/join/";

    private static final Set<String> POST_ENDPOINTS = Set.of("/api/accounts", "/api/session");

    private PublicPaths() {}

    /** {@return whether an anonymous request is allowed} */
    static boolean isPublic(String method, String path) {
        return skipsAuthentication(path)
                || PAGES.contains(path)
                || path.startsWith(FIRST_START)
                || path.startsWith(HELP_LINK)
                || path.startsWith(INVITATION)
                || (method.equals("POST") && POST_ENDPOINTS.contains(path));
    }

    /** {@return whether a path gives the same answer to every account, so that authentication can be skipped} */
    static boolean skipsAuthentication(String path) {
        return StaticFiles.isStatic(path) || path.equals("/health") || path.startsWith("/health/");
    }
}
