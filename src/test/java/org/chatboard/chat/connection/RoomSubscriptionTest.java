package org.chatboard.chat.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chatboard.chat.connection.RoomSubscription.State.LIVE;
import static org.chatboard.chat.connection.RoomSubscription.State.REPLAYING;
import static org.chatboard.chat.connection.RoomSubscription.State.UNKNOWN;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.chatboard.conversation.message.MessageDto;
import org.chatboard.people.account.Person;
import org.junit.jupiter.api.Test;

class RoomSubscriptionTest {
    private final RoomSubscription known = RoomSubscription.known(5);

    private static MessageDto message(long seq, Long changeSeq) {
        MessageDto.Updates later = new MessageDto.Updates(null, null, changeSeq, List.of());
        Person ben = new Person(2, "ben", "Ben");
        return new MessageDto(1_000 + seq, 7, seq, seq, ben, "c", "m", Instant.EPOCH, null, null, later);
    }

    private static List<MessageDto> messages(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(seq -> message(seq, null))
                .toList();
    }

    @Test
    void acceptsLiveFramesOnceTheReplayHasReachedTheHighWaterMark() {
        assertThat(known.state()).isEqualTo(REPLAYING);
        assertThat(known.accept(6)).as("raises the mark").isFalse();
        assertThat(known.pageSent(5, false))
                .as("6 was committed after the read")
                .isFalse();
        assertThat(known.pageSent(6, false)).isTrue();
        assertThat(known.state()).isEqualTo(LIVE);
        assertThat(known.accept(6)).as("the replay sent it").isFalse();
        assertThat(known.accept(7)).isTrue();
        assertThat(known.accept(7)).as("a repeat").isFalse();
        assertThat(known.cursor()).isEqualTo(7);
    }

    @Test
    void goesLiveAtOnceIfNothingWasCommitted() {
        assertThat(known.goLiveIfCaughtUp()).isTrue();
        assertThat(known.accept(6)).isTrue();
    }

    @Test
    void continuesTheReplayWhileTheDatabaseHasMore() {
        assertThat(known.pageSent(6, true)).isFalse();
        assertThat(known.state()).isEqualTo(REPLAYING);
    }

    @Test
    void staysUnknownUntilTheRoomIsAnnounced() {
        RoomSubscription room = RoomSubscription.unknown(1);
        assertThat(room.cursor()).isZero();
        assertThat(room.pageSent(3, false)).isFalse();
        assertThat(room.state()).isEqualTo(UNKNOWN);
        room.announce(3);
        assertThat(room.state()).isEqualTo(REPLAYING);
        assertThat(room.pageSent(3, false)).isTrue();
    }

    @Test
    void keepsAHighWaterMarkThatWasRaisedBeforeTheAnnouncement() {
        RoomSubscription room = RoomSubscription.unknown(1);
        room.accept(4);
        room.announce(2);
        assertThat(room.pageSent(2, false)).isFalse();
        assertThat(room.pageSent(4, false)).isTrue();
    }

    @Test
    void replaysFromTheCursorOfTheClientToTheAnnouncedNumber() {
        known.resumeFrom(2);
        assertThat(known.goLiveIfCaughtUp()).as("3 to 5 are missing").isFalse();
        assertThat(known.pageSent(5, false)).isTrue();
        assertThat(known.takeSynced()).isEqualTo(new RoomSubscription.Synced(2, 5, false));
        assertThat(known.takeSynced()).as("sent once").isNull();
    }

    @Test
    void endsAReplayOfAGapWithoutSynced() {
        known.accept(6);
        assertThat(known.pageSent(6, false)).isTrue();
        assertThat(known.takeSynced()).isNull();
    }

    @Test
    void goesLiveAfterAReplayThatWasTruncated() {
        int most = RoomSubscriptions.MAX_REPLAYED_MESSAGES;
        known.resumeFrom(5);
        known.accept(2_000);
        assertThat(known.takeUnsent(messages(6, 4 + most))).hasSize(most - 1);
        assertThat(known.remainingMessages()).isEqualTo(1);
        assertThat(known.pageSent(4 + most, true))
                .as("one more message may follow")
                .isFalse();
        assertThat(known.takeUnsent(messages(5 + most, 5 + most))).hasSize(1);
        assertThat(known.pageSent(5 + most, true)).isTrue();
        assertThat(known.state()).isEqualTo(LIVE);
        assertThat(known.takeSynced()).isEqualTo(new RoomSubscription.Synced(5, 5L + most, true));
        assertThat(known.accept(2_001)).isTrue();
    }

    @Test
    void sendsAChangedMessageAgainOnlyIfItHasChangedSince() {
        known.resumeFrom(0);
        MessageDto changed = message(1, 4L);
        assertThat(known.takeUnsent(List.of(changed))).containsExactly(changed);
        assertThat(known.takeUnsent(List.of(changed))).isEmpty();
        MessageDto changedAgain = message(1, 5L);
        assertThat(known.takeUnsent(List.of(changedAgain))).containsExactly(changedAgain);
    }
}
