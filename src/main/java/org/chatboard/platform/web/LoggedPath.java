package org.chatboard.platform.web;

import java.util.regex.Pattern;

/** The path of a request as the log shows it. The code of an invitation, of a help link or of the first start is a credential, and does not reach the log. */
final class LoggedPath {
    private static final Pattern SECRET = Pattern.compile("^/(join|first-start|help)/.*");

    private LoggedPath() {}

    /** {@return the path without a code} */
    static String of(Object path) {
        return SECRET.matcher(String.valueOf(path)).replaceFirst("/$1/…");
    }
}
