package org.chatboard.platform.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.chatboard.platform.config.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentStoreTest {
    private static final String HASH_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path data;

    private ContentStore store;

    @BeforeEach
    void open() {
        store = new ContentStore(Settings.of(Map.of("CHATBOARD_DATA", data.toString())));
    }

    private void placeAbc() throws IOException {
        Path file = store.newTemporary();
        Files.writeString(file, "abc");
        assertThat(ContentStore.sha256(file)).isEqualTo(HASH_OF_ABC);
        store.prepare(file, HASH_OF_ABC);
        store.place(file, HASH_OF_ABC);
        assertThat(file).doesNotExist();
    }

    @Test
    void placesBytesUnderTheirHash() throws IOException {
        placeAbc();
        placeAbc();
        assertThat(data.resolve("files/content/ba/" + HASH_OF_ABC)).hasContent("abc");
        assertThat(store.content(HASH_OF_ABC)).hasContent("abc");
        assertThat(store.hashes(0xba)).containsExactly(HASH_OF_ABC);
    }

    @Test
    void aFileKeepsItsNameWhenASecondOneIsPlaced() throws IOException {
        Path upload = store.upload("a".repeat(22));
        Files.createDirectories(upload.getParent());
        Files.writeString(upload, "abc");
        for (int time = 0; time < 2; time++) { // again after a rollback
            Path link = store.link(upload);
            store.prepare(link, HASH_OF_ABC);
            store.place(link, HASH_OF_ABC);
            assertThat(upload).hasContent("abc");
            assertThat(store.content(HASH_OF_ABC)).hasContent("abc");
        }
    }

    @Test
    void aFileThatARolledBackTransactionHasPlacedIsThere() throws IOException {
        Path file = store.newTemporary();
        Files.writeString(file, "abc");
        store.prepare(file, HASH_OF_ABC);
        store.place(file, HASH_OF_ABC);
        store.place(file, HASH_OF_ABC);
        assertThat(store.content(HASH_OF_ABC)).hasContent("abc");
        store.delete(HASH_OF_ABC);
        assertThatThrownBy(() -> store.place(file, HASH_OF_ABC)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void deletesBytesAndTheirRenditionsAndNoOthers() throws IOException {
        placeAbc();
        String other = HASH_OF_ABC.replaceFirst("7", "8");
        for (String hash : new String[] {HASH_OF_ABC, other}) {
            Path rendition = store.rendition(hash, "320.jpg");
            Files.createDirectories(rendition.getParent());
            Files.createFile(rendition);
        }
        store.delete(HASH_OF_ABC);
        assertThat(store.content(HASH_OF_ABC)).doesNotExist();
        assertThat(store.rendition(HASH_OF_ABC, "320.jpg")).doesNotExist();
        assertThat(store.hashes(0xba)).containsExactly(other);
        store.delete(HASH_OF_ABC);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../../etc/passwd", "ABCDEFGHIJKLMNOPQRSTU/", "a\u0000bcdefghijklmnopqrst"})
    void buildsNoPathFromAnythingButIdsAndHashes(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> store.upload(name));
        assertThatIllegalArgumentException().isThrownBy(() -> store.content(name));
        assertThatIllegalArgumentException().isThrownBy(() -> store.rendition(HASH_OF_ABC, name));
    }
}
