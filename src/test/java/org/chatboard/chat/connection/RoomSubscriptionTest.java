package org.chatboard.chat.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoomSubscriptionTest {
    private final RoomSubscription cursor = new RoomSubscription(5, true);

    @Test
    void letsLiveFramesThroughOnceTheGapIsRead() {
        assertThat(cursor.passes(6)).as("waits as a number").isFalse();
        assertThat(cursor.replayedTo(5)).as("6 was committed meanwhile").isFalse();
        assertThat(cursor.replayedTo(6)).isTrue();
        assertThat(cursor.passes(6)).as("it was replayed").isFalse();
        assertThat(cursor.passes(7)).isTrue();
        assertThat(cursor.passes(7)).isFalse();
        assertThat(cursor.toldTo()).isEqualTo(7);
    }

    @Test
    void stopsAtNothingWhereNothingWasCommittedMeanwhile() {
        assertThat(cursor.replayedTo(5)).isTrue();
        assertThat(cursor.passes(6)).isTrue();
    }

    @Test
    void staysShutUntilTheSocketKnowsOfTheRoom() {
        RoomSubscription untold = new RoomSubscription(0, false);
        assertThat(untold.replayedTo(3)).isFalse();
        untold.announce(3);
        assertThat(untold.isAnnounced()).isTrue();
        assertThat(untold.replayedTo(3)).isTrue();
    }

    @Test
    void rememberWhatWasCommittedWhileTheRoomWasAnnounced() {
        RoomSubscription untold = new RoomSubscription(0, false);
        untold.passes(4);
        untold.announce(2);
        assertThat(untold.replayedTo(2)).isFalse();
        assertThat(untold.replayedTo(4)).isTrue();
    }

    @Test
    void goesOnBehindAReplayThatWasCut() {
        cursor.passes(2_000);
        cursor.replayedTo(1_005);
        cursor.goLive();
        assertThat(cursor.isLive()).isTrue();
        assertThat(cursor.passes(2_001)).isTrue();
    }
}
