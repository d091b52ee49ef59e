package org.chatboard.conversation.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import org.chatboard.conversation.mention.Mentions;
import org.chatboard.conversation.request.NewMessage;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.people.account.Person;
import org.junit.jupiter.api.Test;

class BatchFilesTest {
    private static final EntityManager NO_DATABASE = null;
    private static final Person ANN = new Person(1, "ann", "Ann");

    @Test
    void messagesWithoutFilesCostNoStatement() {
        NewMessage draft = new NewMessage(RoomMembers.direct(7, List.of(1L, 2L)), ANN, "c", "hi", null);
        MessageDto message = MessageDto.sent(1, 1, 1, draft, Instant.EPOCH, Mentions.NONE, Attachments.NONE);
        assertThatCode(() -> {
                    BatchFiles files = new BatchFiles(NO_DATABASE, List.of(draft), Instant.EPOCH);
                    assertThat(files.of(draft)).isEqualTo(Attachments.NONE);
                    files.add(message, draft);
                    files.store(NO_DATABASE);
                    assertThat(MessageStateQuery.complete(NO_DATABASE, List.of(message)))
                            .containsExactly(message);
                })
                .doesNotThrowAnyException();
    }
}
