package org.chatboard.conversation.upload;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ejb.EJBException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chatboard.conversation.file.FileDto;
import org.chatboard.conversation.file.FileService;
import org.chatboard.conversation.file.FileState;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.content.ContentService;
import org.chatboard.platform.content.ContentStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCleanupTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_000_000);
    private static final FileState EXPIRED = upload("a", NOW);

    @TempDir
    Path data;

    private final FileCleanup cleanup = new FileCleanup();
    private final List<String> deleted = new ArrayList<>();
    private FileState current = EXPIRED;

    private static FileState upload(String letter, Instant expiresAt) {
        FileDto file = new FileDto(letter.repeat(22), "a.txt", 1, null, null, null, null, null, null);
        return new FileState(file, 11, null, null, null, null, expiresAt);
    }

    @BeforeEach
    void connect() {
        cleanup.clock = Clock.fixed(NOW, ZoneOffset.UTC);
        cleanup.store = new ContentStore(Settings.of(Map.of("CHATBOARD_DATA", data.toString())));
        cleanup.files = new FileService() {
            @Override
            public List<FileState> expired() {
                return List.of(EXPIRED);
            }

            @Override
            public List<FileState> unfinished() {
                return List.of();
            }

            @Override
            public Optional<FileState> find(String id) {
                return Optional.of(current);
            }
        };
        cleanup.uploads = new UploadService() {
            @Override
            void remove(FileState file) {
                deleted.add("upload");
            }
        };
        cleanup.contents = new ContentService() {
            @Override
            public List<String> unused() {
                return List.of("broken", "unused");
            }

            @Override
            public Set<String> leftovers() {
                return Set.of("leftover");
            }

            @Override
            public boolean removeUnused(String sha256) {
                if (sha256.equals("broken")) {
                    throw new EJBException("cannot be deleted");
                }
                return deleted.add(sha256);
            }

            @Override
            public boolean removeLeftover(String sha256) {
                return deleted.add(sha256);
            }
        };
    }

    @Test
    void goesOnAfterADeletionThatFails() throws IOException {
        cleanup.run();
        assertThat(deleted).containsExactly("upload", "unused", "leftover");
    }

    @Test
    void keepsAnUploadThatIsFinishedAfterTheListWasMade() throws IOException {
        current = upload("a", NOW.plus(Duration.ofHours(24)));
        cleanup.run();
        assertThat(deleted).doesNotContain("upload");
    }
}
