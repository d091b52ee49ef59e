package org.chatboard.conversation.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ejb.EJBException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.chatboard.conversation.file.FileDto;
import org.chatboard.conversation.file.FileService;
import org.chatboard.conversation.file.FileState;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.content.ContentStore;
import org.chatboard.platform.disk.DiskSpace;
import org.chatboard.platform.image.Media;
import org.chatboard.platform.image.MediaInspector;
import org.chatboard.platform.rest.RejectedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadServiceTest {
    private static final byte[] BYTES = "abc".getBytes(StandardCharsets.US_ASCII);
    private static final FileState FILE = new FileState(
            new FileDto("a".repeat(22), "a.txt", BYTES.length, null, null, null, null, null, null),
            11,
            null,
            null,
            null,
            null,
            Instant.MAX);

    @TempDir
    Path data;

    private final UploadService uploads = new UploadService();

    @BeforeEach
    void open() {
        uploads.clock = Clock.systemUTC();
        uploads.store = new ContentStore(Settings.of(Map.of("CHATBOARD_DATA", data.toString())));
        uploads.disk = new DiskSpace() {
            @Override
            public boolean hasRoomForFile(long bytes) {
                return true;
            }
        };
        uploads.inspector = new MediaInspector() {
            @Override
            public Media inspect(Path file) {
                return null;
            }
        };
    }

    @Test
    void anUploadThatIsSentOrHasExpiredOrIsAnothersIsNotThere() {
        Instant now = Instant.ofEpochSecond(1_000_000);
        uploads.clock = Clock.fixed(now, ZoneOffset.UTC);
        FileDto file = FILE.file();
        Map<String, FileState> rows = Map.of(
                "lives", new FileState(file, 11, null, "hash", null, null, now.plusMillis(1)),
                "expired", new FileState(file, 11, null, "hash", null, null, now),
                "sent", new FileState(file, 11, null, "hash", 7L, 5L, null),
                "another's", new FileState(file, 12, null, "hash", null, null, now.plusMillis(1)));
        uploads.files = new FileService() {
            @Override
            public Optional<FileState> find(String id) {
                return Optional.ofNullable(rows.get(id));
            }
        };
        assertThat(uploads.require("lives", 11)).isEqualTo(rows.get("lives"));
        for (String id : List.of("expired", "sent", "another's", "invented")) {
            assertThatThrownBy(() -> uploads.require(id, 11))
                    .as(id)
                    .isInstanceOfSatisfying(
                            RejectedException.class, e -> assertThat(e.status()).isEqualTo(404));
        }
    }

    /** As if the transaction failed, or the server ended, after the bytes were placed and before the commit. */
    @Test
    void anUploadThatCouldNotBeFinishedHasAllItsBytes() {
        uploads.files = new FileService() {
            @Override
            public Optional<FileState> find(String id) {
                return Optional.of(FILE);
            }

            @Override
            public Optional<FileDto> finish(FileState file, Path bytes, String sha256, Media media) {
                try {
                    Files.move(bytes, data.resolve("placed"));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                throw new EJBException("no commit");
            }
        };
        assertThatThrownBy(() -> uploads.append(FILE, 0, new ByteArrayInputStream(BYTES), BYTES.length, null))
                .isInstanceOf(RuntimeException.class);
        assertThat(uploads.store.upload(FILE.file().id())).hasBinaryContent(BYTES);
    }

    /** A client whose connection was cut asks where to go on, while the server handles the last part. */
    @Test
    void anUploadThatIsFinishedMeanwhileHasAllItsBytes() {
        AtomicReference<FileState> row = new AtomicReference<>(FILE);
        uploads.files = new FileService() {
            @Override
            public Optional<FileState> find(String id) {
                return Optional.of(row.get());
            }
        };
        assertThat(uploads.offset(FILE)).isZero();
        row.set(new FileState(FILE.file(), 11, null, "hash", null, null, Instant.MAX));
        assertThat(uploads.offset(FILE)).isEqualTo(BYTES.length);
    }
}
