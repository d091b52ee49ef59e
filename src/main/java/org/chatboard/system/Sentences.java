package org.chatboard.system;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The sentences that people read, from {@code org/chatboard/messages.properties}. */
public final class Sentences {
    private static final ResourceBundle BUNDLE =
            ResourceBundle.getBundle("org.chatboard.messages", Locale.ENGLISH, Sentences.class.getClassLoader());

    private Sentences() {}

    /**
     * {@return the sentence of a key, with its places filled}
     *
     * @param key a key of the bundle
     * @param values for <code>{0}</code>, <code>{1}</code> and so on; with none, the sentence is taken as it stands, so that
     *     only a sentence with places needs its apostrophes doubled
     */
    public static String say(String key, Object... values) {
        String sentence = BUNDLE.getString(key);
        return values.length == 0 ? sentence : new MessageFormat(sentence, Locale.ENGLISH).format(values);
    }
}
