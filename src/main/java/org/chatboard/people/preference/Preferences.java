package org.chatboard.people.preference;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.InvalidInputException;
import org.chatboard.platform.rest.JsonBody;
import org.chatboard.platform.support.JsonText;

/**
 * What somebody has chosen. Whoever hides something does not see it of others either.
 *
 * @param language one of {@link #LANGUAGES}, or null for the browser's
 * @param theme light or dark, or null for the system's
 * @param hidesPresence whether others do not see that the account is there, and it does not see it of them
 * @param hidesTyping whether others do not see that the account types, and it does not see it of them
 * @param hidesReceipts whether others do not see what the account has received and read, and it does not see it of them
 * @param doNotDisturb whether nothing is notified
 * @param mutedSound whether notifications make no sound
 */
public record Preferences(
        String language,
        Theme theme,
        boolean hidesPresence,
        boolean hidesTyping,
        boolean hidesReceipts,
        boolean doNotDisturb,
        boolean mutedSound) {
    /** The languages that there are, as {@code lang} names them. */
    public static final List<String> LANGUAGES = List.of("en", "de", "tr");

    /** What everybody begins with. */
    public static final Preferences DEFAULT = new Preferences(null, null, false, false, false, false, false);

    /**
     * Reads all fields of a body; {@code language} and {@code theme} may be null or missing.
     *
     * @throws InvalidInputException where one is missing or not what it can be
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

    /** {@return these with another language and theme; null for the browser's, the system's} */
    public Preferences withAppearance(String newLanguage, Theme newTheme) {
        return new Preferences(
                newLanguage, newTheme, hidesPresence, hidesTyping, hidesReceipts, doNotDisturb, mutedSound);
    }

    /** {@return these with other choices of what is hidden, both ways} */
    public Preferences withPrivacy(boolean noPresence, boolean noTyping, boolean noReceipts) {
        return new Preferences(language, theme, noPresence, noTyping, noReceipts, doNotDisturb, mutedSound);
    }

    /** {@return these with other choices of what is notified} */
    public Preferences withNotifications(boolean notNow, boolean noSound) {
        return new Preferences(language, theme, hidesPresence, hidesTyping, hidesReceipts, notNow, noSound);
    }

    /** {@return all fields, as REST and the sockets write them; {@code language} and {@code theme} null where not chosen} */
    public JsonObject toJson() {
        JsonObjectBuilder json = JsonText.PROVIDER.createObjectBuilder();
        addText(json, "language", language);
        addText(json, "theme", theme == null ? null : theme.name());
        return json.add("hidesPresence", hidesPresence)
                .add("hidesTyping", hidesTyping)
                .add("hidesReceipts", hidesReceipts)
                .add("doNotDisturb", doNotDisturb)
                .add("mutedSound", mutedSound)
                .build();
    }

    private static void addText(JsonObjectBuilder json, String field, String value) {
        if (value == null) {
            json.add(field, JsonValue.NULL);
        } else {
            json.add(field, value);
        }
    }
}
