package org.chatboard.conversation.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.image.Media;
import org.chatboard.platform.rest.RejectedException;
import org.chatboard.testing.MemoryDatabase;
import org.chatboard.testing.MutableClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files of Ann and Bob in Derby: an account may have 1,000 bytes and three files that are not sent, the server 1,500 bytes. */
class FileServiceTest {
    private static final long ANN = 11;
    private static final long BOB = 12;
    private static final long MESSAGE = 7;
    private static final long ROOM = 5;
    private static final String HASH = "ab".repeat(32);

    private static MemoryDatabase database;

    private final MutableClock clock = new MutableClock(Instant.ofEpochSecond(1_000_000));
    private final FileService files = new FileService();

    @BeforeAll
    static void makePeople() throws SQLException {
        database = new MemoryDatabase();
        for (long account : List.of(ANN, BOB)) {
            database.execute(
                    "INSERT INTO account (id, username, display_name, name_key, password_hash, role, created_at)"
                            + " VALUES (%d, 'name%d', 'Name', 'name', '', 'USER', 0)".formatted(account, account));
        }
        database.execute("INSERT INTO content (sha256, size, created_at) VALUES ('%s', 1, 0)".formatted(HASH));
    }

    @AfterAll
    static void drop() throws SQLException {
        database.close();
    }

    @BeforeEach
    void removeFiles() throws SQLException {
        database.execute("DELETE FROM stored_file");
        database.execute("UPDATE file_usage SET bytes = 0");
        files.em = database.entityManager();
        files.clock = clock;
        files.settings = Settings.of(Map.of(
                "CHATBOARD_LIMIT_ACCOUNT_FILE_BYTES", "1000",
                "CHATBOARD_LIMIT_ALL_FILE_BYTES", "1500",
                "CHATBOARD_LIMIT_UPLOADS_PER_ACCOUNT", "3"));
    }

    private FileState begin(long account, long size) {
        return files.begin(new NewFile(account, "plan.txt", size, null, null, null));
    }

    private FileState finished(long account, long size) {
        FileState file = begin(account, size);
        assertThat(FileRows.finish(
                        files.em,
                        file.file().id(),
                        HASH,
                        new Media("text/plain", null, null),
                        clock.instant().plus(FileService.KEPT_UNSENT)))
                .isTrue();
        return files.find(file.file().id()).orElseThrow();
    }

    private Optional<FileDto> lock(FileState file, long account) {
        return MessageFiles.lock(files.em, file.file().id(), account, clock.instant());
    }

    private void send(FileState file) {
        MessageFiles.send(files.em, List.of(file.file().id()), MESSAGE, ROOM);
    }

    @Test
    void anAccountFillsItsQuotaToTheLastByte() {
        begin(ANN, 999);
        begin(ANN, 1);
        assertThat(files.usedBytes(ANN)).isEqualTo(1_000);
    }

    @Test
    void aByteAboveTheQuotaIsRejected() {
        begin(ANN, 999);
        assertThatThrownBy(() -> begin(ANN, 2))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.status()).isEqualTo(409));
    }

    @Test
    void theQuotaOfTheServerCountsAllAccounts() {
        begin(ANN, 1_000);
        begin(BOB, 500);
        assertThatThrownBy(() -> begin(BOB, 1))
                .isInstanceOfSatisfying(RejectedException.class, e -> assertThat(e.status())
                        .isEqualTo(RejectedException.INSUFFICIENT_STORAGE));
    }

    @Test
    void countsFilesThatAreNotSent() {
        FileState first = finished(ANN, 1);
        begin(ANN, 1);
        begin(ANN, 1);
        assertThatThrownBy(() -> begin(ANN, 1))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.status()).isEqualTo(409));
        begin(BOB, 1);
        send(first);
        begin(ANN, 1);
    }

    @Test
    void aRemovedFileGivesItsSpaceBack() {
        FileState file = begin(ANN, 1_000);
        assertThat(files.remove(file.file().id())).isTrue();
        assertThat(files.remove(file.file().id())).isFalse();
        assertThat(files.usedBytes(ANN)).isZero();
        assertThat(files.usedBytes(FileUsage.SERVER)).isZero();
    }

    @Test
    void aSentFileIsNotRemoved() {
        FileState file = finished(ANN, 10);
        send(file);
        assertThat(files.remove(file.file().id())).isFalse();
        clock.advance(FileService.KEPT_UNSENT.multipliedBy(2));
        assertThat(files.expired()).isEmpty();
    }

    @Test
    void onlyTheAccountsOwnFinishedFileIsSentAndOnce() {
        FileState file = finished(ANN, 10);
        assertThat(lock(begin(ANN, 10), ANN)).isEmpty();
        assertThat(lock(file, BOB)).isEmpty();
        assertThat(lock(file, ANN)).map(FileDto::name).contains("plan.txt");
        send(file);
        assertThat(lock(file, ANN)).isEmpty();
        assertThat(MessageFiles.of(files.em, List.of(MESSAGE)).get(MESSAGE))
                .extracting(FileDto::id)
                .containsExactly(file.file().id());
    }

    @Test
    void aFileExpiresADayAfterItsEnd() {
        FileState begun = begin(ANN, 10);
        clock.advance(Duration.ofHours(23));
        FileState finished = finished(ANN, 10);
        clock.advance(Duration.ofHours(1).minusMillis(1));
        assertThat(files.expired()).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(files.expired()).extracting(FileState::file).containsExactly(begun.file());
        assertThat(lock(finished, ANN)).isPresent();
        clock.advance(FileService.KEPT_UNSENT);
        assertThat(lock(finished, ANN)).isEmpty();
    }

    @Test
    void aDeletedMessageGivesTheSpaceOfItsFilesBack() {
        FileState one = finished(ANN, 10);
        FileState other = finished(ANN, 20);
        MessageFiles.send(files.em, List.of(other.file().id(), one.file().id()), MESSAGE, ROOM);
        assertThat(MessageFiles.of(files.em, List.of(MESSAGE, MESSAGE + 1)))
                .containsOnlyKeys(MESSAGE)
                .extractingByKey(MESSAGE)
                .extracting(sent -> sent.stream().map(FileDto::size).toList())
                .isEqualTo(List.of(20L, 10L));
        assertThat(MessageFiles.delete(files.em, List.of(MESSAGE))).containsExactly(HASH);
        assertThat(files.usedBytes(ANN)).isZero();
        assertThat(files.find(one.file().id())).isEmpty();
    }

    @Test
    void onlyAnUnsentFinishedFileOfTheAccountIsDescribed() {
        FileState file = finished(ANN, 10);
        assertThat(files.describe(file.file().id(), BOB, "a cat")).isEmpty();
        assertThat(files.describe(file.file().id(), ANN, "a cat"))
                .map(FileDto::alt)
                .contains("a cat");
        assertThat(files.describe(begin(ANN, 1).file().id(), ANN, "a cat")).isEmpty();
        send(file);
        assertThat(files.describe(file.file().id(), ANN, "a dog")).isEmpty();
    }
}
