package org.chatboard.conversation.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.chatboard.testing.MemoryDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the index follows the rows of Derby: what is new, edited and deleted, and after a restore. */
class RoomFollowerTest {
    private static final int ACCOUNT = 1;

    @TempDir
    Path folder;

    private static MemoryDatabase database;

    private IndexSource source;
    private MessageIndex index;
    private RoomFollower follower;
    private long id;

    @BeforeAll
    static void makeTables() throws SQLException {
        database = new MemoryDatabase();
    }

    @AfterAll
    static void drop() throws SQLException {
        database.close();
    }

    @BeforeEach
    void open() throws SQLException, IOException {
        for (String table : List.of("stored_file", "message_change", "message", "room")) {
            database.execute("DELETE FROM " + table);
        }
        source = new IndexSource();
        source.em = database.entityManager();
        index = MessageIndex.open(folder, false);
    }

    @AfterEach
    void close() throws IOException {
        index.close();
    }

    private void room(long room, String epoch) throws SQLException {
        database.execute(
                "INSERT INTO room (id, kind, last_seq, message_count, last_message_seq, epoch, version, created_at) VALUES ("
                        + room + ", 'PRIVATE', 0, 0, 0, '" + epoch + "', 1, 0)");
    }

    /** {@return the id} */
    private long send(long room, String text) throws SQLException {
        id++;
        database.execute("UPDATE room SET last_seq = last_seq + 1, last_message_seq = last_seq + 1 WHERE id = " + room);
        database.execute("INSERT INTO message (id, room_id, seq, ordinal, sender_id, cid, body, sent_at) SELECT " + id
                + ", id, last_seq, last_seq, " + ACCOUNT + ", 'c" + id + "', '" + text + "', 0 FROM room WHERE id = "
                + room);
        return id;
    }

    private void sendPage(long room) throws SQLException {
        long first = id + 1;
        id += IndexSource.PAGE;
        database.execute(LongStream.range(0, IndexSource.PAGE)
                .mapToObj(n ->
                        "(%d, %d, %d, %d, 1, 'c%d', 'word', 0)".formatted(first + n, room, n + 1, n + 1, first + n))
                .collect(Collectors.joining(
                        ",",
                        "INSERT INTO message (id, room_id, seq, ordinal, sender_id, cid, body, sent_at) VALUES ",
                        "")));
        database.execute("UPDATE room SET last_seq = %1$d, last_message_seq = %1$d WHERE id = %2$d"
                .formatted(IndexSource.PAGE, room));
    }

    private void change(long room, long message, String kind, String assignment) throws SQLException {
        database.execute("UPDATE room SET last_seq = last_seq + 1 WHERE id = " + room);
        database.execute(
                "INSERT INTO message_change (room_id, seq, sender_id, cid, kind, message_id) SELECT id, last_seq, 1, 'x'"
                        + " || CAST(CAST(last_seq AS CHAR(9)) AS VARCHAR(9)), '" + kind + "', " + message
                        + " FROM room WHERE id = "
                        + room);
        database.execute("UPDATE message SET change_seq = (SELECT last_seq FROM room WHERE id = " + room + ") "
                + assignment + " WHERE id = " + message);
    }

    private void follow(long... rooms) throws IOException {
        if (follower == null) {
            follower = new RoomFollower(index, source);
        }
        while (follower.followMissing()) {
            assertThat(follower.progress()).isLessThanOrEqualTo(SearchPage.COMPLETE);
        }
        for (long room : rooms) {
            while (follower.follow(room)) {}
        }
        index.refresh();
    }

    private List<Long> find(String text) throws IOException {
        SearchRequest request = new SearchRequest(text, null, null, null, null, false, null);
        return index.find(
                        MessageQueries.of(
                                request,
                                SearchWord.of(text),
                                Set.of(1L, 2L, 3L),
                                Long.MAX_VALUE,
                                new MessageQueries.Share(1, 1)),
                        1_000,
                        60_000)
                .orElseThrow();
    }

    @Test
    void followsNewMessagesEditsAndDeletions() throws SQLException, IOException {
        room(1, "e");
        follow();
        long first = send(1, "first text");
        long second = send(1, "second text");
        long third = send(1, "third text");
        follow(1);
        assertThat(find("text")).containsExactly(third, second, first);
        change(1, first, "EDIT", ", body = 'other words'");
        change(1, second, "DELETE", ", body = '', deleted_at = 1");
        change(1, third, "REACTION", "");
        long fourth = send(1, "fourth text");
        change(1, fourth, "EDIT", ", body = 'fourth words'");
        follow(1);
        assertThat(find("text")).containsExactly(third);
        assertThat(find("words")).containsExactly(fourth, first);
        change(1, first, "EDIT", ", body = 'a'");
        change(1, first, "EDIT", ", body = 'changed twice'");
        follow(1);
        assertThat(find("changed")).containsExactly(first);
    }

    @Test
    void findsTheNamesOfFilesAndNoRoomEvents() throws SQLException, IOException {
        room(1, "e");
        database.execute("INSERT INTO account (id, username, display_name, name_key, password_hash, role, created_at)"
                + " VALUES (1, 'ann', 'Ann', 'ann', '', 'USER', 0)");
        long message = send(1, "see");
        database.execute(
                "INSERT INTO stored_file (id, account_id, name, size, message_id, room_id, ordinal, created_at) VALUES ('f', 1,"
                        + " 'Budget 2027.ods', 1, " + message + ", 1, 0, 0)");
        database.execute("UPDATE message SET files = 1 WHERE id = " + message);
        long event = send(1, "New name");
        database.execute("UPDATE message SET event = 'NAME' WHERE id = " + event);
        follow();
        assertThat(find("budget .ods")).containsExactly(message);
        assertThat(find("name")).isEmpty();
    }

    @Test
    void goesOnWhereTheIndexWasCommitted() throws SQLException, IOException {
        room(1, "e");
        long first = send(1, "word");
        follow();
        index.commit();
        long second = send(1, "word");
        change(1, first, "DELETE", ", body = '', deleted_at = 1");
        follow(1);
        index.close();
        index = MessageIndex.open(folder, false);
        assertThat(find("word")).containsExactly(first);
        follower = null;
        follow();
        assertThat(find("word")).containsExactly(second);
    }

    @Test
    void forgetsRoomsThatWereRestoredToAnotherStateOrDoNotExist() throws SQLException, IOException {
        room(1, "e");
        room(2, "e");
        send(1, "before");
        send(2, "before");
        follow();
        database.execute("DELETE FROM message");
        database.execute("DELETE FROM room WHERE id = 2");
        database.execute("UPDATE room SET epoch = 'f', last_seq = 0");
        id = 0;
        send(1, "after");
        assertThat(follower.changedElsewhere()).containsExactly(1L);
        follow(1);
        assertThat(find("before")).isEmpty();
        assertThat(find("after")).hasSize(1);
    }

    @Test
    void forgetsARoomOfWhichAnOlderCopyWasRestored() throws SQLException, IOException {
        room(1, "e");
        send(1, "kept");
        long lost = send(1, "lost");
        follow();
        database.execute("DELETE FROM message WHERE id = " + lost);
        database.execute("UPDATE room SET last_seq = 1, last_message_seq = 1");
        id = 1;
        assertThat(follower.changedElsewhere()).containsExactly(1L);
        follow(1);
        assertThat(find("lost")).isEmpty();
        assertThat(send(1, "kept too")).isEqualTo(lost);
        follow(1);
        assertThat(find("kept")).containsExactly(2L, 1L);
    }

    @Test
    void beginsWithTheRoomsThatHaveTheNewestMessagesAndTellsHowFarItIs() throws SQLException, IOException {
        List<Long> newest = new ArrayList<>();
        for (long room = 1; room <= 3; room++) {
            room(room, "e");
            sendPage(room);
        }
        newest.add(send(2, "word"));
        follower = new RoomFollower(index, source);
        assertThat(follower.progress()).isZero();
        assertThat(follower.followMissing()).isTrue();
        assertThat(follower.progress()).isEqualTo(33);
        assertThat(follower.followMissing()).isTrue(); // the last message of room 2
        index.refresh();
        assertThat(find("word")).hasSize(IndexSource.PAGE + 1).startsWith(newest.get(0));
        long live = send(1, "meanwhile");
        assertThat(follower.follow(1)).isFalse();
        follow();
        assertThat(follower.progress()).isEqualTo(SearchPage.COMPLETE);
        assertThat(find("word")).hasSize(3 * IndexSource.PAGE + 1);
        assertThat(find("meanwhile")).containsExactly(live);
    }

    @Test
    void readsByIndexesAndScansNoMessages() throws SQLException {
        assertThat(database.planOf(IndexSource.NEW)).contains("MESSAGE_SEQ_UQ").doesNotContain("Table Scan");
        assertThat(database.planOf(IndexSource.CHANGED))
                .contains("MESSAGE_CHANGE_PK", "MESSAGE_PK")
                .doesNotContain("Table Scan", "Hash Scan");
        assertThat(database.planOf(IndexSource.ROOMS))
                .contains("MESSAGE_SEQ_UQ")
                .doesNotContain("Table Scan ResultSet for MESSAGE", "Hash Scan");
    }
}
