package org.chatboard.platform.rest;

import org.chatboard.platform.i18n.Translations;

/** The request parameter {@code limit}: the number of entries on a page of a list. */
public final class PageLimit {
    /** Largest number of entries on a page. */
    public static final int MAX = 200;

    private PageLimit() {}

    /**
     * Reads the parameter {@code limit}.
     *
     * @return 1 to {@value #MAX}
     * @throws InvalidInputException if it is anything else
     */
    public static int parse(String limit) {
        try {
            int number = Integer.parseInt(limit);
            if (number >= 1 && number <= MAX) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw invalid();
        }
        throw invalid();
    }

    private static InvalidInputException invalid() {
        return new InvalidInputException("limit", Translations.text("page.limit", MAX));
    }
}
