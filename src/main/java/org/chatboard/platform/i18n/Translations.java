package org.chatboard.platform.i18n;

import java.text.MessageFormat;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;

/**
 * The sentences that people read, from {@code org/chatboard/messages*.properties}, in the language of the request that the thread
 * works on; where there is none, as at a socket, in English.
 */
public final class Translations {
    /** What the keys of those sentences begin with that scripts say. */
    public static final String OF_SCRIPTS = "script.";

    private static final ThreadLocal<Language> SPOKEN = ThreadLocal.withInitial(() -> Language.EN);

    private Translations() {}

    /** Has this thread speak a language; null: none of its own any more. */
    public static void speak(Language language) {
        if (language == null) {
            SPOKEN.remove();
        } else {
            SPOKEN.set(language);
        }
    }

    /** {@return the language that this thread speaks} */
    public static Language spoken() {
        return SPOKEN.get();
    }

    /**
     * {@return the sentence of a key, with its places filled}
     *
     * @param key a key of the bundle
     * @param values for <code>{0}</code>, <code>{1}</code> and so on; with none, the sentence is taken as it stands, so that
     *     only a sentence with places needs its apostrophes doubled
     */
    public static String say(String key, Object... values) {
        String sentence = bundle(spoken()).getString(key);
        return values.length == 0 ? sentence : new MessageFormat(sentence, spoken().locale()).format(values);
    }

    /** {@return the sentence of a key in a language, as it stands} */
    public static String in(Language language, String key) {
        return bundle(language).getString(key);
    }

    /** {@return the sentences that scripts say, by the rest of their keys} */
    public static Map<String, String> ofScripts(Language language) {
        ResourceBundle bundle = bundle(language);
        Map<String, String> sentences = new TreeMap<>();
        bundle.keySet().stream()
                .filter(key -> key.startsWith(OF_SCRIPTS))
                .forEach(key -> sentences.put(key.substring(OF_SCRIPTS.length()), bundle.getString(key)));
        return sentences;
    }

    private static ResourceBundle bundle(Language language) {
        return ResourceBundle.getBundle(
                "org.chatboard.messages", language.locale(), Translations.class.getClassLoader());
    }
}
