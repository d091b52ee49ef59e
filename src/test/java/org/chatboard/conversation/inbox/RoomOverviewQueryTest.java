package org.chatboard.conversation.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How the list of rooms is read while the memberships of the account change. The state of a membership is a number here. */
class RoomOverviewQueryTest {
    private final List<Set<Long>> reads = new ArrayList<>();

    /** Reads rooms while the states are these, one at each look. {@return the rooms of the result} */
    private Set<Long> read(List<Map<Long, Integer>> states) {
        Iterator<Map<Long, Integer>> next = states.iterator();
        return RoomOverviewQuery.readConsistently(next::next, (Map<Long, Integer> members) -> {
            reads.add(members.keySet());
            return members.keySet();
        });
    }

    @Test
    void readsOnceIfNothingChanges() {
        assertThat(read(List.of(Map.of(1L, 0, 2L, 0), Map.of(1L, 0, 2L, 0)))).containsExactlyInAnyOrder(1L, 2L);
        assertThat(reads).hasSize(1);
    }

    @Test
    void returnsTheThirdReadIfTheStatesGoOnChanging() {
        assertThat(read(List.of(Map.of(1L, 0), Map.of(1L, 1), Map.of(1L, 2), Map.of(1L, 3))))
                .containsExactly(1L);
        assertThat(reads).hasSize(3);
    }

    @Test
    void readsAgainWhileARoomLacksItsNewestMessage() {
        Iterator<List<Object[]>> statements = List.of(
                        List.of(row(7L, 3), row(null, 4)), List.of(row(7L, 3), row(8L, 4)))
                .iterator();
        assertThat(RoomOverviewQuery.readWhole(statements::next))
                .extracting(row -> row[9])
                .containsExactly(7L, 8L);
        assertThat(RoomOverviewQuery.readWhole(() -> List.<Object[]>of(row(null, 0))))
                .hasSize(1);
        assertThatThrownBy(() -> RoomOverviewQuery.readWhole(() -> List.<Object[]>of(row(null, 4))))
                .isInstanceOf(IllegalStateException.class);
    }

    /** {@return a row of the room query, which has nothing else} */
    private static Object[] row(Long messageId, long newestSeq) {
        Object[] row = new Object[18];
        row[9] = messageId;
        row[17] = newestSeq;
        return row;
    }

    @Test
    void neverReturnsARoomWhoseMembershipHasEndedMeanwhile() {
        Map<Long, Integer> both = Map.of(1L, 3, 2L, 0);
        assertThat(read(List.of(Map.of(1L, 1, 2L, 0), Map.of(1L, 2, 2L, 0), both, Map.of(1L, 4), Map.of(1L, 4))))
                .containsExactly(1L);
        assertThat(reads).hasSize(4);
    }
}
