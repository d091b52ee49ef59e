package org.chatboard.platform.i18n;

import java.text.MessageFormat;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The texts of the message bundles {@code org/chatboard/messages*.properties}, in the current thread's language. The thread of an
 * HTTP request has the language of its user; a WebSocket thread has none and gets English.
 */
public final class Translations {
    /** Prefix of the keys whose texts are sent to the browser's scripts. */
    public static final String OF_SCRIPTS = "script.";

    private static final ThreadLocal<Language> CURRENT = ThreadLocal.withInitial(() -> Language.EN);

    private Translations() {}

    /** Sets the current thread's language; null resets it to English. */
    public static void use(Language language) {
        if (language == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(language);
        }
    }

    /** {@return the current thread's language} */
    public static Language current() {
        return CURRENT.get();
    }

    /**
     * {@return the text of a key in the current thread's language, with the values put in}
     *
     * @param key a key of the bundle
     * @param values for <code>{0}</code>, <code>{1}</code> and so on. Without values the text is not parsed as a
     *     {@link MessageFormat}, so apostrophes must be doubled only in texts with placeholders
     */
    public static String text(String key, Object... values) {
        String text = bundle(current()).getString(key);
        return values.length == 0 ? text : new MessageFormat(text, current().locale()).format(values);
    }

    /** {@return the text of a key in the given language, without replacing placeholders} */
    public static String in(Language language, String key) {
        return bundle(language).getString(key);
    }

    /**
     * {@return the texts for the browser's scripts; the keys lack the prefix {@link #OF_SCRIPTS}}
     *
     * @param selected which of these keys are wanted
     */
    public static Map<String, String> ofScripts(Language language, Predicate<String> selected) {
        ResourceBundle bundle = bundle(language);
        Map<String, String> texts = new TreeMap<>();
        bundle.keySet().stream()
                .filter(key -> key.startsWith(OF_SCRIPTS))
                .filter(key -> selected.test(key.substring(OF_SCRIPTS.length())))
                .forEach(key -> texts.put(key.substring(OF_SCRIPTS.length()), bundle.getString(key)));
        return texts;
    }

    private static ResourceBundle bundle(Language language) {
        return ResourceBundle.getBundle(
                "org.chatboard.messages", language.locale(), Translations.class.getClassLoader());
    }
}
