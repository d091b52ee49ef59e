package org.chatboard.people.account;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chatboard.people.name.NameKey;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.InvalidInputException;

/**
 * A keyset cursor in the people list: the page starts after the account with this key and id.
 *
 * @param nameKey see {@link NameKey}
 * @param id database id of the account
 */
public record PeopleCursor(String nameKey, long id) {
    /** The cursor of the first page. */
    public static final PeopleCursor START = new PeopleCursor("", 0);

    private static final Pattern ENCODED = Pattern.compile("(\\d{1,18}):(\\P{Cntrl}{0," + NameKey.MAX_LENGTH + "})");

    static PeopleCursor after(ListedPerson listed) {
        return new PeopleCursor(listed.nameKey(), listed.person().id());
    }

    /** {@return this cursor as an opaque text for a URL} */
    public String encode() {
        byte[] bytes = (id + ":" + nameKey).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * {@return the cursor of a request parameter, that of the first page if it is absent}
     *
     * @throws InvalidInputException if it is no cursor
     */
    public static PeopleCursor parse(String after) {
        return after == null
                ? START
                : decode(after).orElseThrow(() -> new InvalidInputException("after", Translations.text("page.after")));
    }

    /** {@return the cursor that {@link #encode} wrote; empty for any other text} */
    public static Optional<PeopleCursor> decode(String text) {
        try {
            Matcher parts = ENCODED.matcher(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
            return parts.matches()
                    ? Optional.of(new PeopleCursor(parts.group(2), Long.parseLong(parts.group(1))))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
