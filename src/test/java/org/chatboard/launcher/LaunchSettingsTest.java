package org.chatboard.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
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
        assertThat(settings.embeddedDatabase()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "http", "80 80"})
    void rejectsAnInvalidPort(String port) {
        assertThatThrownBy(() -> LaunchSettings.from(Map.of("CHATBOARD_PORT", port)))
                .isInstanceOf(StartRejectedException.class)
                .hasMessageContaining("CHATBOARD_PORT is \"" + port + "\"")
                .hasMessageContaining("CHATBOARD_PORT=8081");
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

    @Test
    void isNotEmbeddedWithPostgreSql() {
        assertThat(LaunchSettings.from(Map.of("CHATBOARD_DATABASE_URL", "jdbc:postgresql://db/chat"))
                        .embeddedDatabase())
                .isFalse();
    }
}
