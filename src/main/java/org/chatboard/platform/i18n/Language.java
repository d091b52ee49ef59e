package org.chatboard.platform.i18n;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A language of the user interface; each has a message bundle, see {@link Translations}. */
public enum Language {
    /** English, the default. */
    EN,
    /** German. */
    DE,
    /** Turkish. */
    TR;

    private final Locale locale = Locale.forLanguageTag(name().toLowerCase(Locale.ROOT));

    /** {@return the language tag, such as {@code de}} */
    public String tag() {
        return locale.toLanguageTag();
    }

    /** {@return the locale, without a country} */
    public Locale locale() {
        return locale;
    }

    /** {@return the language with a tag such as {@code de}; empty for any other text and for null} */
    public static Optional<Language> of(String tag) {
        return Arrays.stream(values()).filter(each -> each.tag().equals(tag)).findFirst();
    }

    /**
     * {@return the first language of an {@code Accept-Language} header that ChatBoard has; English if the header is null,
     * malformed or has none of them}
     */
    public static Language ofHeader(String acceptLanguage) {
        try {
            return acceptLanguage == null
                    ? EN
                    : preferred(Locale.LanguageRange.parse(acceptLanguage).stream()
                            .map(range -> Locale.forLanguageTag(range.getRange()))
                            .toList());
        } catch (IllegalArgumentException e) {
            return EN;
        }
    }

    /**
     * {@return the first of the accepted languages that ChatBoard has; English if it has none of them}
     *
     * @param accepted the locales that the browser accepts, the preferred one first
     */
    public static Language preferred(List<Locale> accepted) {
        return accepted.stream()
                .flatMap(locale -> of(locale.getLanguage()).stream())
                .findFirst()
                .orElse(EN);
    }
}
