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
     * @param values for <code>{0}</code>, <code>{1}</code> and so on; numbers are written for English readers
     */
    public static String say(String key, Object... values) {
        return new MessageFormat(BUNDLE.getString(key), Locale.ENGLISH).format(values);
    }
}
