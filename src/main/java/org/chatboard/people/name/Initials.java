package org.chatboard.people.name;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.Locale;
import java.util.regex.Pattern;
import org.chatboard.platform.i18n.Graphemes;
import org.chatboard.platform.i18n.VisibleText;

/** A person's initials, for avatar.xhtml; avatar.js has the same rules. */
@Named
@ApplicationScoped
public class Initials {
    private static final Pattern SPACE = Pattern.compile("[\\p{IsWhite_Space}]+");

    /**
     * {@return the first visible grapheme of a name's first word, and of its last one where there are more}
     *
     * @param name a display name, empty for none
     * @param locale whose capitals they have; a letter whose capital takes more room than one stays as it is
     */
    public String of(String name, Locale locale) {
        String[] words = SPACE.split(name.strip());
        return first(words[0], locale) + (words.length > 1 ? first(words[words.length - 1], locale) : "");
    }

    private static String first(String word, Locale locale) {
        String letter = Graphemes.of(word)
                .filter(each -> !VisibleText.isBlank(each))
                .findFirst()
                .orElse("");
        String capital = letter.toUpperCase(locale);
        return Graphemes.of(capital).count() == 1 ? capital : letter;
    }
}
