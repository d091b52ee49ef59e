package org.chatboard.conversation.request;

import jakarta.json.stream.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.chatboard.conversation.request.MessageRejectedException.Reason;
import org.chatboard.platform.support.JsonText;

/**
 * The emoji of Unicode's list, in their fully qualified form only. Otherwise a heart with and without a variation selector would
 * be two different reactions that look the same.
 */
public final class Emoji {
    /** A resource of the library JEmoji. Its classes are not used: they need another JSON library. */
    private static final String DATA = "/jemoji/emojis.json";

    private static final String FULLY_QUALIFIED = "fully-qualified";

    private Emoji() {}

    /** Loads the list at the first reaction. */
    private static final class Holder {
        static final Set<String> ALL = read();
    }

    /**
     * Returns the text if it is one emoji of the list.
     *
     * @throws MessageRejectedException {@code BAD_REQUEST} otherwise
     */
    public static String checked(String text) {
        if (!Holder.ALL.contains(text)) {
            throw new MessageRejectedException(Reason.BAD_REQUEST, "'emoji' must be one emoji from Unicode's list.");
        }
        return text;
    }

    /** {@return all emoji of the list} */
    public static Set<String> all() {
        return Holder.ALL;
    }

    private static Set<String> read() {
        try (InputStream data = Emoji.class.getResourceAsStream(DATA);
                JsonParser parser = JsonText.PROVIDER.createParser(data)) {
            parser.next();
            Set<String> emoji = new HashSet<>();
            parser.getArrayStream()
                    .map(entry -> entry.asJsonObject())
                    .filter(entry -> entry.getString("qualification").equals(FULLY_QUALIFIED))
                    .forEach(entry -> emoji.add(entry.getString("emoji")));
            return Set.copyOf(emoji);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
