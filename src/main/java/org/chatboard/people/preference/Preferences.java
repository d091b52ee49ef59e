package org.chatboard.people.preference;

import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.InvalidInputException;
import org.chatboard.platform.rest.JsonBody;

/**
 * The preferences of one account. The privacy flags are mutual: an account that hides something does not see it of others either.
 * JSON has all fields; {@code language} and {@code theme} are null if not chosen.
 *
 * @param language one of {@link #LANGUAGES}; null for the browser's language
 * @param theme light or dark; null for the system's theme
 * @param hidesPresence whether presence is hidden
 * @param hidesTyping whether typing notifications are hidden
 * @param hidesReceipts whether delivery and read receipts are hidden
 * @param doNotDisturb whether notifications are off
 * @param mutedSound whether notifications are silent
 */
@JsonbNillable
@JsonbPropertyOrder({"language", "theme", "hidesPresence", "hidesTyping", "hidesReceipts", "doNotDisturb", "mutedSound"
})
public record Preferences(
        String language,
        Theme theme,
        boolean hidesPresence,
        boolean hidesTyping,
        boolean hidesReceipts,
        boolean doNotDisturb,
        boolean mutedSound) {
    /** Tags of the supported languages. */
    public static final List<String> LANGUAGES = List.of("en", "de", "tr");

    /** The preferences of a new account. */
    public static final Preferences DEFAULT = new Preferences(null, null, false, false, false, false, false);

    /**
     * Reads all fields from a request body. {@code language} and {@code theme} may be null or missing.
     *
     * @throws InvalidInputException if another field is missing, or a field has an invalid value
     */
    public static Preferences of(JsonBody body) {
        String language = body.textOrNull("language");
        String theme = body.textOrNull("theme");
        Preferences read = new Preferences(
                language,
                theme(theme),
                body.flag("hidesPresence"),
                body.flag("hidesTyping"),
                body.flag("hidesReceipts"),
                body.flag("doNotDisturb"),
                body.flag("mutedSound"));
        body.check();
        Map<String, String> errors = new HashMap<>();
        if (language != null && !LANGUAGES.contains(language)) {
            errors.put("language", Translations.text("preferences.language", String.join(", ", LANGUAGES)));
        }
        if (theme != null && read.theme == null) {
            errors.put("theme", Translations.text("preferences.theme"));
        }
        if (!errors.isEmpty()) {
            throw new InvalidInputException(errors);
        }
        return read;
    }

    private static Theme theme(String name) {
        return Arrays.stream(Theme.values())
                .filter(theme -> theme.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /**
     * {@return a copy with another language, null for that of the browser, and another theme, null for that of the system}
     */
    public Preferences withAppearance(String newLanguage, Theme newTheme) {
        return new Preferences(
                newLanguage, newTheme, hidesPresence, hidesTyping, hidesReceipts, doNotDisturb, mutedSound);
    }

    /** {@return a copy with other privacy flags} */
    public Preferences withPrivacy(boolean newHidesPresence, boolean newHidesTyping, boolean newHidesReceipts) {
        return new Preferences(
                language, theme, newHidesPresence, newHidesTyping, newHidesReceipts, doNotDisturb, mutedSound);
    }

    /** {@return a copy with other notification flags} */
    public Preferences withNotifications(boolean newDoNotDisturb, boolean newMutedSound) {
        return new Preferences(
                language, theme, hidesPresence, hidesTyping, hidesReceipts, newDoNotDisturb, newMutedSound);
    }
}
