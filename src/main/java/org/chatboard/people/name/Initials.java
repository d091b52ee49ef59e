package org.chatboard.people.name;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.Locale;
import java.util.regex.Pattern;
import org.chatboard.platform.i18n.Graphemes;
import org.chatboard.platform.i18n.VisibleText;

/** Computes a person's initials for {@code avatar.xhtml}. {@code avatar.js} implements the same rules. */
@Named
@ApplicationScoped
public class Initials {
    private static final Pattern SPACE = Pattern.compile("[\\p{IsWhite_Space}]+");

    /**
     * {@return the first visible grapheme of the name's first word, followed by that of its last word if there are several}
     *
     * @param name a display name; may be empty
     * @param locale locale of the capital letters; a letter whose capital form has several graphemes stays as it is
     */
    public String of(String name, Locale locale) {
        String[] words = SPACE.split(name.strip());
        return firstGrapheme(words[0], locale)
                + (words.length > 1 ? firstGrapheme(words[words.length - 1], locale) : "");
    }

    private static String firstGrapheme(String word, Locale locale) {
        String letter = Graphemes.of(word)
                .filter(each -> !VisibleText.isBlank(each))
                .findFirst()
                .orElse("");
        String capital = letter.toUpperCase(locale);
        return Graphemes.of(capital).count() == 1 ? capital : letter;
    }
}
