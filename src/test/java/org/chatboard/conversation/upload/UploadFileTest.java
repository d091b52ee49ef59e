package org.chatboard.conversation.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.chatboard.platform.rest.RejectedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadFileTest {
    private static final String SHA256_OF_ABC = "sha256 ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";

    @TempDir
    Path folder;

    private UploadFile open() throws IOException {
        return UploadFile.open(path()).orElseThrow();
    }

    private Path path() {
        return folder.resolve("uploads/file");
    }

    private static InputStream of(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static InputStream failing() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("cut");
            }
        };
    }

    @Test
    void appendsPartsAndHasTheirLength() throws IOException {
        try (UploadFile file = open()) {
            assertThat(file.length()).isZero();
            file.append(of("abc"), 6, PartChecksum.parse(SHA256_OF_ABC));
            assertThat(file.length()).isEqualTo(3);
        }
        try (UploadFile file = open()) {
            file.append(of("def"), 6, null);
        }
        assertThat(path()).hasContent("abcdef");
    }

    @Test
    void keepsNothingOfAPartThatFails() throws IOException {
        try (UploadFile file = open()) {
            file.append(of("ab"), 4, null);
            assertThatThrownBy(() -> file.append(of("cde"), 4, null))
                    .isInstanceOfSatisfying(
                            RejectedException.class, e -> assertThat(e.status()).isEqualTo(413));
            assertThatThrownBy(() -> file.append(of("cd"), 4, PartChecksum.parse(SHA256_OF_ABC)))
                    .isInstanceOfSatisfying(RejectedException.class, e -> assertThat(e.status())
                            .isEqualTo(UploadFile.CHECKSUM_MISMATCH));
            InputStream cut = new SequenceInputStream(of("c"), failing());
            assertThatIOException().isThrownBy(() -> file.append(cut, 4, null));
            assertThat(file.length()).isEqualTo(2);
        }
        assertThat(path()).hasContent("ab");
    }

    @Test
    void isOpenOnceAtATime() throws IOException {
        try (UploadFile file = open()) {
            assertThat(UploadFile.open(path())).isEmpty();
            file.append(of("abc"), 3, null);
        }
        try (UploadFile file = open()) {
            assertThat(file.length()).isEqualTo(3);
        }
    }
}
