package org.chatboard.conversation.message;

import jakarta.json.stream.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.chatboard.conversation.message.MessageRejectedException.Reason;
import org.chatboard.platform.support.JsonText;

/**
 * The emoji that Unicode lists, in the one spelling that it calls fully qualified: a heart with and without its variation selector
 * would else be two reactions that look alike.
 */
final class Emoji {
    /** A resource of the library JEmoji, whose classes would read it with a JSON library of their own. */
    private static final String DATA = "/jemoji/emojis.json";

    private static final String FULLY_QUALIFIED = "fully-qualified";

    private Emoji() {}

    /** Read at the first reaction. */
    private static final class Known {
        static final Set<String> ALL = read();
    }

    /**
     * The text itself, where it is one emoji.
     *
     * @throws MessageRejectedException {@code BAD_REQUEST} where it is not
     */
    static String checked(String text) {
        if (!Known.ALL.contains(text)) {
            throw new MessageRejectedException(Reason.BAD_REQUEST, "'emoji' must be one emoji from Unicode's list.");
        }
        return text;
    }

    /** {@return all of them} */
    static Set<String> all() {
        return Known.ALL;
    }

    private static Set<String> read() {
        try (InputStream data = Emoji.class.getResourceAsStream(DATA);
                JsonParser parser = JsonText.PROVIDER.createParser(data)) {
            parser.next();
            Set<String> known = new HashSet<>();
            parser.getArrayStream()
                    .map(entry -> entry.asJsonObject())
                    .filter(entry -> entry.getString("qualification").equals(FULLY_QUALIFIED))
                    .forEach(entry -> known.add(entry.getString("emoji")));
            return Set.copyOf(known);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
