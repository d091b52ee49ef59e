package org.chatboard.people.signin;

import java.util.Optional;
import java.util.regex.Pattern;

/** An address within ChatBoard, to lead a person back to after signing in, and never to another site. */
final class LocalPath {
    /** A slash and then neither a slash nor a backslash, which browsers read as one; no control characters, no spaces. */
    private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\])[\\x21-\\x7E&&[^\\\\]]{0,500}");

    private static final Pattern NO_PAGE = Pattern.compile("/(sign-in|sign-up|sign-out|api|ws|resources)([/?#].*)?");

    private LocalPath() {}

    /** {@return the address as it is, where it is a local page; nothing otherwise} */
    static Optional<String> of(String address) {
        return Optional.ofNullable(address)
                .filter(text -> LOCAL.matcher(text).matches())
                .filter(text -> !NO_PAGE.matcher(text).matches());
    }
}
