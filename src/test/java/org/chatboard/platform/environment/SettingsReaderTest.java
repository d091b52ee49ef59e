package org.chatboard.platform.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
    private static final String SECRET = "CHATBOARD_DATABASE_PASSWORD";
    private static final String IN_FILE = "CHATBOARD_DATABASE_PASSWORD_FILE";

    @TempDir
    Path folder;

    @Test
    void readsASecretFromTheEnvironmentOrFromAFile() throws IOException {
        assertThat(secret(Map.of())).isEmpty();
        assertThat(secret(Map.of(SECRET, "s3cret"))).contains("s3cret");
        assertThat(secret(Map.of(IN_FILE, file(" two words \n")))).contains(" two words ");
        assertThat(secret(Map.of(SECRET, " ", IN_FILE, file("s3cret\r\nnot this"))))
                .contains("s3cret");
    }

    @Test
    void rejectsASecretInTwoPlaces() throws IOException {
        assertThatThrownBy(() -> secret(Map.of(SECRET, "s3cret", IN_FILE, file("other"))))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(IN_FILE + " is ")
                .hasMessageEndingWith("it must be unset, because " + SECRET + " is set.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\nsecond line"})
    void rejectsAFileWithoutASecret(String text) throws IOException {
        String file = file(text);
        assertThatThrownBy(() -> secret(Map.of(IN_FILE, file)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(file)
                .hasMessageEndingWith("with the secret in its first line.");
    }

    @Test
    void rejectsAFileThatCannotBeReadOrIsNoText() throws IOException {
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        for (String file :
                new String[] {folder.resolve("none").toString(), folder.toString(), binary.toString(), "a\0"}) {
            assertThatThrownBy(() -> secret(Map.of(IN_FILE, file)))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageStartingWith(IN_FILE + " is ");
        }
    }

    private static Optional<String> secret(Map<String, String> environment) {
        return new SettingsReader(environment).secret(SECRET);
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("secret"), text).toString();
    }
}
