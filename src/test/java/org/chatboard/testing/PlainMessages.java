package org.chatboard.testing;

import java.time.Instant;
import java.util.List;
import org.chatboard.conversation.mention.Mentions;
import org.chatboard.conversation.message.Attachments;
import org.chatboard.conversation.message.MessageDto;
import org.chatboard.people.account.Person;

/** Messages of Ben, the account 2, for tests in which their text does not matter. The id of each is its sequence number and 1,000. */
public final class PlainMessages {
    private static final Person BEN = new Person(2, "ben", "Ben");

    private PlainMessages() {}

    /** {@return a message that was never changed} */
    public static MessageDto message(long room, long seq) {
        return message(room, seq, "m");
    }

    /** {@return a message whose latest change has the given sequence number} */
    public static MessageDto changed(long room, long seq, long changeSeq) {
        return message(room, seq, "m", new MessageDto.Updates(null, null, changeSeq, List.of()));
    }

    /** {@return a message that was never changed, with a text} */
    public static MessageDto message(long room, long seq, String text) {
        return message(room, seq, text, MessageDto.Updates.NONE);
    }

    private static MessageDto message(long room, long seq, String text, MessageDto.Updates updates) {
        return new MessageDto(
                1_000 + seq,
                room,
                seq,
                seq,
                BEN,
                "c",
                text,
                Instant.EPOCH,
                null,
                null,
                updates,
                null,
                Mentions.NONE,
                Attachments.NONE);
    }
}
