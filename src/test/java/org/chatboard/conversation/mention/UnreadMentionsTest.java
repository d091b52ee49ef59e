package org.chatboard.conversation.mention;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.chatboard.conversation.mention.UnreadMentions.Range;
import org.chatboard.testing.MemoryDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts unread mentions in Derby, in rooms of Ann, Bob and Cleo, who joined at the time 1,000. */
class UnreadMentionsTest {
    private static final long ANN = 11;
    private static final long BOB = 12;
    private static final long CLEO = 13;
    private static final Range ALL = new Range(0, 1_000_000);

    /** Rows that Derby fetches at once, and may read in vain. */
    private static final long FETCHED_AT_ONCE = 16;

    private static MemoryDatabase database;
    private static long rooms;

    private long room;

    @BeforeAll
    static void makePeople() throws SQLException {
        database = new MemoryDatabase();
        for (long account : List.of(ANN, BOB, CLEO)) {
            database.execute(
                    "INSERT INTO account (id, username, display_name, name_key, password_hash, role, created_at)"
                            + " VALUES (%d, 'name%d', 'Name', 'name', '', 'USER', 0)".formatted(account, account));
        }
    }

    @AfterAll
    static void drop() throws SQLException {
        database.close();
    }

    @BeforeEach
    void makeRoom() throws SQLException {
        room = newRoom();
    }

    private static long newRoom() throws SQLException {
        long id = ++rooms;
        database.execute(
                "INSERT INTO room (id, kind, last_seq, message_count, last_message_seq, epoch, version, created_at)"
                        + " VALUES (%d, 'PRIVATE', 0, 0, 0, 'e', 0, 0)".formatted(id));
        for (long account : List.of(ANN, BOB, CLEO)) {
            database.execute("INSERT INTO membership (room_id, account_id, received_seq, read_seq, read_count, version,"
                    + " joined_at) VALUES (%d, %d, 0, 0, 0, 0, 1000)".formatted(id, account));
        }
        return id;
    }

    private static void name(long account, long room, long from, long to) throws SQLException {
        database.execute("INSERT INTO mention (message_id, account_id, room_id, seq, reason) VALUES "
                + LongStream.rangeClosed(from, to)
                        .mapToObj(seq ->
                                "(%d, %d, %d, %d, 'MENTION')".formatted(room * 100_000 + seq, account, room, seq))
                        .collect(Collectors.joining(",")));
    }

    private void nameAll(long seq, long sender, long sentAt, boolean deleted) throws SQLException {
        database.execute("INSERT INTO mention_all (room_id, seq, message_id, sender_id, sent_at, deleted)"
                + " VALUES (%d, %d, %d, %d, %d, %s)"
                        .formatted(room, seq, room * 100_000 + seq, sender, sentAt, deleted));
    }

    private long count(long account, long after, long to) {
        return UnreadMentions.count(database.entityManager(), room, account, new Range(after, to));
    }

    private static Map<Long, Long> ofBobsRooms(Map<Long, Range> some) {
        return UnreadMentions.ofRooms(database.entityManager(), BOB, some);
    }

    private Map<Long, Long> ofMembers(Map<Long, Range> members) {
        return UnreadMentions.ofMembers(database.entityManager(), room, members);
    }

    @Test
    void countsAMessageOnceThatNamesTheAccountAndAll() throws SQLException {
        name(BOB, room, 5, 5);
        nameAll(5, ANN, 1_000, false);
        nameAll(6, ANN, 1_000, false);
        assertThat(count(BOB, 0, 9)).isEqualTo(2);
        assertThat(count(BOB, 5, 9)).isEqualTo(1);
        assertThat(count(BOB, 0, 5)).isEqualTo(1);
        assertThat(count(ANN, 0, 9)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"999, 0", "1000, 1", "1001, 1"})
    void countsNoMessageToAllFromBeforeTheMemberJoined(long sentAt, long expected) throws SQLException {
        nameAll(5, ANN, sentAt, false);
        assertThat(count(BOB, 0, 9)).isEqualTo(expected);
        assertThat(ofBobsRooms(Map.of(room, ALL)).getOrDefault(room, 0L)).isEqualTo(expected);
        assertThat(ofMembers(Map.of(BOB, ALL)).getOrDefault(BOB, 0L)).isEqualTo(expected);
    }

    @Test
    void countsNoDeletedMessageAndNoneToAllByTheMember() throws SQLException {
        nameAll(5, ANN, 1_000, true);
        nameAll(6, BOB, 1_000, false);
        assertThat(count(BOB, 0, 9)).isZero();
        assertThat(ofBobsRooms(Map.of(room, ALL))).isEmpty();
        assertThat(ofMembers(Map.of(BOB, ALL, CLEO, ALL))).isEqualTo(Map.of(CLEO, 1L));
    }

    @ParameterizedTest
    @ValueSource(ints = {49, 50, 51})
    void countsUpToFifty(int stored) throws SQLException {
        name(BOB, room, 1, stored);
        assertThat(count(BOB, 0, 1_000)).isEqualTo(Math.min(stored, 50));
        nameAll(stored + 1L, ANN, 1_000, false);
        assertThat(count(BOB, 0, 1_000)).isEqualTo(50);
    }

    @Test
    void countsEachRoomOnItsOwnInItsRange() throws SQLException {
        long second = newRoom();
        long empty = newRoom();
        name(BOB, room, 5, 5);
        name(BOB, second, 5, 7);
        assertThat(ofBobsRooms(Map.of(room, ALL, second, new Range(5, 6), empty, ALL)))
                .isEqualTo(Map.of(room, 1L, second, 1L));
        assertThat(ofBobsRooms(Map.of())).isEmpty();
        assertThat(ofMembers(Map.of())).isEmpty();
    }

    @Test
    void readsNoMoreOfTenThousandMentionsThanOfFifty() throws SQLException {
        name(BOB, room, 1, 50);
        long ofFifty = database.rowsVisited(() -> ofBobsRooms(Map.of(room, ALL)));
        for (int from = 51; from < 10_000; from += 199) {
            name(BOB, room, from, from + 198);
        }
        long ofTenThousand = database.rowsVisited(() -> ofBobsRooms(Map.of(room, ALL)));
        assertThat(ofTenThousand).isBetween(50L, ofFifty + FETCHED_AT_ONCE);
        assertThat(ofBobsRooms(Map.of(room, ALL))).isEqualTo(Map.of(room, 50L));
    }

    @Test
    void readsNoMentionsOfOtherMembers() throws SQLException {
        for (int from = 1; from < 2_000; from += 200) {
            name(from % 400 == 1 ? ANN : CLEO, room, from, from + 199);
        }
        name(BOB, room, 2_001, 2_001);
        assertThat(database.rowsVisited(() -> ofMembers(Map.of(BOB, ALL)))).isLessThan(FETCHED_AT_ONCE);
        assertThat(ofMembers(Map.of(BOB, ALL))).isEqualTo(Map.of(BOB, 1L));
    }
}
