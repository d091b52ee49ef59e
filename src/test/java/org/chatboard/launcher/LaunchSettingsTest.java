package org.chatboard.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.util.Map;
import org.chatboard.platform.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchSettingsTest {
    @Test
    void hasADefaultForEverything() {
        LaunchSettings settings = LaunchSettings.from(Map.of("CHATBOARD_PORT", " "));
        assertThat(settings.data()).isEqualTo(Path.of("data").toAbsolutePath());
        assertThat(settings.url()).isEqualTo("http://127.0.0.1:8080/");
        assertThat(settings.development()).isFalse();
        assertThat(settings.monitoring()).isFalse();
        assertThat(settings.databaseFolder()).contains(Path.of("data/db").toAbsolutePath());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "http", "80 80"})
    void rejectsAnInvalidPort(String port) {
        assertThatThrownBy(() -> LaunchSettings.from(Map.of("CHATBOARD_PORT", port)))
                .isInstanceOf(StartRejectedException.class)
                .hasMessageContaining("CHATBOARD_PORT is \"" + port + "\"")
                .hasMessageEndingWith("but it must be a whole number from 1 to 65535.");
    }

    @ParameterizedTest
    @CsvSource({"CHATBOARD_LOG,production", "CHATBOARD_MONITORING,false"})
    void rejectsAnInvalidChoice(String name, String defaultWord) {
        assertThatThrownBy(() -> LaunchSettings.from(Map.of(name, "loud")))
                .isInstanceOf(StartRejectedException.class)
                .hasMessageContaining(name + " is \"loud\"")
                .hasMessageContaining(defaultWord);
    }

    @Test
    void hasAUrlThatABrowserCanOpen() {
        assertThat(LaunchSettings.from(Map.of("CHATBOARD_ADDRESS", "0.0.0.0", "CHATBOARD_PORT", "81"))
                        .url())
                .isEqualTo("http://127.0.0.1:81/");
        assertThat(LaunchSettings.from(Map.of("CHATBOARD_ADDRESS", "::1")).url())
                .isEqualTo("http://[::1]:8080/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " jdbc:derby:/srv/chat;create=true ",
                "jdbc:derby:directory:chat",
                "jdbc:derby:memory:chat;create=true",
                "jdbc:derby:",
                "jdbc:postgresql://db/chat",
                "jdbc:postgresql:chat"
            })
    void findsTheSameDatabaseFolderAsTheApplication(String url) {
        Map<String, String> environment = Map.of("CHATBOARD_DATA", "a/b", "CHATBOARD_DATABASE_URL", url);
        assertThat(LaunchSettings.from(environment).databaseFolder())
                .isEqualTo(Settings.of(environment).databaseFolder().map(Path::toAbsolutePath));
    }

    @ParameterizedTest
    @CsvSource({
        "CHATBOARD_DATABASE_URL, jdbc:mysql://db/chat?password=secret",
        "CHATBOARD_DATABASE_URL, jdbc:derby://localhost:1527/chat",
        "CHATBOARD_PORT, 65536",
        "CHATBOARD_LOG, loud",
        "CHATBOARD_DATABASE_PASSWORD_FILE, /none"
    })
    void rejectsWithTheSameSentenceAsTheApplication(String name, String value) {
        Map<String, String> environment = Map.of(name, value);
        String sentence = catchThrowable(() -> Settings.of(environment)).getMessage();
        assertThatThrownBy(() -> LaunchSettings.from(environment))
                .isInstanceOf(StartRejectedException.class)
                .hasMessage(sentence);
    }
}
