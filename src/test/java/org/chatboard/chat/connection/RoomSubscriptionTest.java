package org.chatboard.chat.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chatboard.chat.connection.RoomSubscription.Decision.REPLAY;
import static org.chatboard.chat.connection.RoomSubscription.Decision.SEND;
import static org.chatboard.chat.connection.RoomSubscription.Decision.SKIP;
import static org.chatboard.chat.connection.RoomSubscription.State.LIVE;
import static org.chatboard.chat.connection.RoomSubscription.State.REPLAYING;
import static org.chatboard.chat.connection.RoomSubscription.State.UNKNOWN;

import java.util.List;
import java.util.stream.LongStream;
import org.chatboard.conversation.message.MessageDto;
import org.chatboard.testing.PlainMessages;
import org.junit.jupiter.api.Test;

class RoomSubscriptionTest {
    private static final long ROOM = 7;

    private final RoomSubscription known = RoomSubscription.known(5);

    private static List<MessageDto> messages(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(seq -> PlainMessages.message(ROOM, seq))
                .toList();
    }

    @Test
    void acceptsLiveFramesOnceTheReplayHasReachedTheHighWaterMark() {
        assertThat(known.state()).isEqualTo(REPLAYING);
        assertThat(known.decide(6)).as("raises the mark").isEqualTo(SKIP);
        assertThat(known.pageSent(5, false))
                .as("6 was committed after the read")
                .isFalse();
        assertThat(known.pageSent(6, false)).isTrue();
        assertThat(known.state()).isEqualTo(LIVE);
        assertThat(known.decide(6)).as("the replay sent it").isEqualTo(SKIP);
        assertThat(known.decide(7)).isEqualTo(SEND);
        assertThat(known.decide(7)).as("a repeat").isEqualTo(SKIP);
        assertThat(known.cursor()).isEqualTo(7);
    }

    @Test
    void goesLiveAtOnceIfNothingWasCommitted() {
        assertThat(known.goLiveIfCaughtUp()).isTrue();
        assertThat(known.decide(6)).isEqualTo(SEND);
    }

    @Test
    void replaysTheGapThatALiveFrameLeaves() {
        known.goLiveIfCaughtUp();
        assertThat(known.decide(8)).as("6 and 7 are missing").isEqualTo(REPLAY);
        assertThat(known.state()).isEqualTo(REPLAYING);
        assertThat(known.cursor()).isEqualTo(5);
        assertThat(known.decide(7)).as("the replay reads it").isEqualTo(SKIP);
        assertThat(known.decide(9)).as("raises the mark").isEqualTo(SKIP);
        assertThat(known.pageSent(8, false)).as("9 is missing").isFalse();
        assertThat(known.pageSent(9, false)).isTrue();
        assertThat(known.takeSynced()).as("hello has not asked").isNull();
        assertThat(known.decide(6)).as("late, the replay sent it").isEqualTo(SKIP);
        assertThat(known.decide(10)).isEqualTo(SEND);
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
        room.decide(4);
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
    void knowsWhichMessagesOfAReplayAreNew() {
        known.resumeFrom(2);
        known.decide(7);
        assertThat(known.newAbove()).as("welcome has counted up to 5").isEqualTo(5);
        known.pageSent(4, true);
        assertThat(known.newAbove()).isEqualTo(5);
        known.pageSent(6, false);
        assertThat(known.newAbove()).as("6 was sent").isEqualTo(6);
    }

    @Test
    void endsAReplayOfAGapWithoutSynced() {
        known.decide(6);
        assertThat(known.pageSent(6, false)).isTrue();
        assertThat(known.takeSynced()).isNull();
    }

    @Test
    void goesLiveAfterAReplayThatWasTruncated() {
        int most = ReplayStep.MAX_MESSAGES;
        known.resumeFrom(5);
        known.decide(2_000);
        assertThat(known.takeUnsent(messages(6, 4 + most))).hasSize(most - 1);
        assertThat(known.remainingMessages()).isEqualTo(1);
        assertThat(known.pageSent(4 + most, true))
                .as("one more message may follow")
                .isFalse();
        assertThat(known.takeUnsent(messages(5 + most, 5 + most))).hasSize(1);
        assertThat(known.pageSent(5 + most, true)).isTrue();
        assertThat(known.state()).isEqualTo(LIVE);
        assertThat(known.takeSynced()).isEqualTo(new RoomSubscription.Synced(5, 5L + most, true));
        assertThat(known.decide(2_000)).as("the client reads it with history").isEqualTo(SKIP);
        assertThat(known.decide(2_001)).isEqualTo(SEND);
    }

    @Test
    void sendsAChangedMessageAgainOnlyIfItHasChangedSince() {
        known.resumeFrom(0);
        MessageDto changed = PlainMessages.changed(ROOM, 1, 4);
        assertThat(known.takeUnsent(List.of(changed))).containsExactly(changed);
        assertThat(known.takeUnsent(List.of(changed))).isEmpty();
        MessageDto changedAgain = PlainMessages.changed(ROOM, 1, 5);
        assertThat(known.takeUnsent(List.of(changedAgain))).containsExactly(changedAgain);
    }
}
