package org.chatboard.platform.i18n;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A language that ChatBoard speaks; for each there is a bundle of {@link Translations}. */
public enum Language {
    /** English, where nothing else is wished for. */
    EN,
    /** German. */
    DE,
    /** Turkish. */
    TR;

    private final Locale locale = Locale.forLanguageTag(name().toLowerCase(Locale.ROOT));

    /** {@return its tag, such as {@code de}} */
    public String tag() {
        return locale.toLanguageTag();
    }

    /** {@return its locale, of no country} */
    public Locale locale() {
        return locale;
    }

    /** {@return the language of a tag such as {@code de}; nothing for any other text, and for null} */
    public static Optional<Language> of(String tag) {
        return Arrays.stream(values()).filter(each -> each.tag().equals(tag)).findFirst();
    }

    /** {@return the same for an {@code Accept-Language} as it came, English for none and for a broken one} */
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
     * {@return the first language of a list that ChatBoard speaks, and English where it speaks none of them}
     *
     * @param wished the browser's, the one that is liked most first
     */
    public static Language preferred(List<Locale> wished) {
        return wished.stream()
                .flatMap(locale -> of(locale.getLanguage()).stream())
                .findFirst()
                .orElse(EN);
    }
}
