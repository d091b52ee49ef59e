package org.chatboard.people.session;

import java.util.Set;
import org.chatboard.platform.web.StaticFiles;

/** What is open to people who are not signed in. Everything else is not. */
final class PublicPaths {
    private static final Set<String> PAGES = Set.of("/sign-in", "/sign-up", "/offline");
    private static final Set<String> POSTED = Set.of("/api/accounts", "/api/session");

    private PublicPaths() {}

    /** {@return whether a request may be made by anybody} */
    static boolean isOpen(String method, String path) {
        return needNobody(path) || PAGES.contains(path) || (method.equals("POST") && POSTED.contains(path));
    }

    /** {@return whether an address answers everybody alike, so that who asks need not be found out} */
    static boolean needNobody(String path) {
        return StaticFiles.isStatic(path) || path.equals("/health") || path.startsWith("/health/");
    }
}
