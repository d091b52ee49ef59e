package org.chatboard.platform.rest;

import org.chatboard.platform.i18n.Translations;

/** How many entries of a list a request asks for. */
public final class PageLimit {
    /** Most entries of a page. */
    public static final int MAX = 200;

    private PageLimit() {}

    /**
     * Reads the parameter {@code limit}.
     *
     * @return 1 to {@value #MAX}
     * @throws InvalidInputException where it is anything else
     */
    public static int parse(String limit) {
        try {
            int number = Integer.parseInt(limit);
            if (number >= 1 && number <= MAX) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw refused();
        }
        throw refused();
    }

    private static InvalidInputException refused() {
        return new InvalidInputException("limit", Translations.text("page.limit", MAX));
    }
}
