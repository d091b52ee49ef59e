package org.chatboard.people.signin;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Validates the page address that a sign-in redirects to. It must be a page of ChatBoard, so that a link cannot redirect to
 * another site (open redirect).
 */
final class LocalPath {
    /**
     * A slash that no further slash or backslash follows (browsers read a backslash as a slash); no control characters, no
     * spaces.
     */
    private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\])[\\x21-\\x7E&&[^\\\\]]{0,500}");

    private static final Pattern NOT_A_PAGE = Pattern.compile("/(sign-in|sign-up|sign-out|api|ws|resources)([/?#].*)?");

    private LocalPath() {}

    /** {@return the unchanged address; empty if it is not a local page} */
    static Optional<String> of(String address) {
        return Optional.ofNullable(address)
                .filter(text -> LOCAL.matcher(text).matches())
                .filter(text -> !NOT_A_PAGE.matcher(text).matches());
    }
}
