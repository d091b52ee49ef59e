package org.chatboard.conversation.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.chatboard.conversation.request.MessageRejectedException;
import org.chatboard.conversation.request.NewMessage;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.people.account.Person;
import org.junit.jupiter.api.Test;

class MessageInboxTest {
    private static final RoomMembers ROOM = RoomMembers.direct(7, List.of(1L, 2L));

    @Test
    void isBusyWhileTooMuchWaitsToBeSentToTheRoom() {
        MessageInbox inbox = new MessageInbox();
        inbox.backlog = roomId -> roomId == ROOM.roomId();
        NewMessage draft = new NewMessage(ROOM, new Person(1, "ann", "Ann"), "c", "text", null);
        MessageRejectedException rejected = catchThrowableOfType(
                MessageRejectedException.class,
                () -> inbox.post(draft, result -> {
                    throw new AssertionError("not called");
                }));
        assertThat(rejected.reason()).isEqualTo(MessageRejectedException.Reason.BUSY);
    }
}
