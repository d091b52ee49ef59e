package org.chatboard.conversation.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.chatboard.conversation.mention.Mentions;
import org.chatboard.conversation.request.NewMessage;
import org.chatboard.conversation.room.RoomKind;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.conversation.room.RoomRole;
import org.chatboard.people.account.Person;
import org.chatboard.platform.config.Settings;
import org.chatboard.testing.MemoryDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decides whom messages mention in a room of 60 members, member1 to member60, whose account ids are 1 to 60. */
class BatchMentionsTest {
    private static final int MEMBERS = 60;
    private static final RoomMembers ROOM = new RoomMembers(
            1, RoomKind.PRIVATE, LongStream.rangeClosed(1, MEMBERS).boxed().toList(), Set.of(), false);

    private static MemoryDatabase database;

    @BeforeAll
    static void makeRoom() throws SQLException {
        database = new MemoryDatabase();
        database.execute(
                "INSERT INTO room (id, kind, last_seq, message_count, last_message_seq, epoch, version, created_at)"
                        + " VALUES (1, 'PRIVATE', 0, 0, 0, 'e', 0, 0)");
        for (long account : ROOM.accountIds()) {
            database.execute(
                    "INSERT INTO account (id, username, display_name, name_key, password_hash, role, created_at)"
                            + " VALUES (%d, 'member%d', 'Name', 'name', '', 'USER', 0)".formatted(account, account));
            database.execute("INSERT INTO membership (room_id, account_id, received_seq, read_seq, read_count, version)"
                    + " VALUES (1, %d, 0, 0, 0, 0)".formatted(account));
        }
    }

    @AfterAll
    static void drop() throws SQLException {
        database.close();
    }

    private static String strangers(int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(n -> "@stranger" + n)
                .collect(Collectors.joining(" ", "", " "));
    }

    private static String members(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(n -> "@member" + n).collect(Collectors.joining(" "));
    }

    /** {@return the ids of the accounts that a message of the last member mentions} */
    private static List<Long> mentioned(String text) {
        return mentions(text, Map.of()).accounts();
    }

    /** {@return what a message of the last member mentions} */
    private static Mentions mentions(String text, Map<String, String> settings) {
        NewMessage draft = new NewMessage(ROOM, new Person(MEMBERS, "member60", "Name"), "cid", text, null);
        return new BatchMentions(
                        database.entityManager(),
                        List.of(draft),
                        Instant.EPOCH,
                        Settings.of(settings).limits())
                .decide(draft, RoomRole.MEMBER, account -> false);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "59, false", "60, true", "61, true"})
    void mentionsAllInARoomUpToTheLimit(String limit, boolean all) {
        assertThat(mentions("@all", Map.of("CHATBOARD_LIMIT_ALL_MEMBERS", limit))
                        .all())
                .isEqualTo(all);
    }

    @Test
    void readsNoMoreMembersForAllThanTheLimit() throws SQLException {
        assertThat(database.rowsVisited(() -> assertThat(mentions("@all", Map.of("CHATBOARD_LIMIT_ALL_MEMBERS", "20"))
                                .all())
                        .isFalse()))
                .isBetween(21L, 32L); // Derby reads 16 rows at a time
    }

    @ParameterizedTest
    @ValueSource(ints = {49, 50, 51})
    void mentionsUpToFiftyMembers(int named) {
        List<Long> first =
                LongStream.rangeClosed(1, Math.min(named, 50)).boxed().toList();
        assertThat(mentioned(members(1, named))).isEqualTo(first);
        assertThat(mentioned(strangers(100) + members(1, named))).isEqualTo(first);
    }

    @Test
    void countsNeitherTheSenderNorANameTwice() {
        assertThat(mentioned(members(MEMBERS, MEMBERS) + " " + members(1, 10) + " " + members(1, 50)))
                .hasSize(50);
    }

    @ParameterizedTest
    @CsvSource({"198, 2", "199, 1", "200, 0"})
    void looksUpTheFirstTwoHundredNames(int strangers, int found) {
        assertThat(mentioned(strangers(strangers) + members(1, 2))).hasSize(found);
    }

    @Test
    void looksUpABoundedNumberOfNamesForAnyText() throws SQLException {
        String hostile =
                IntStream.range(0, 2_000).mapToObj(n -> "@x" + n + "....").collect(Collectors.joining(" "));
        assertThat(database.rowsVisited(() -> assertThat(mentioned(hostile)).isEmpty()))
                .isLessThanOrEqualTo(200 * 5);
    }
}
