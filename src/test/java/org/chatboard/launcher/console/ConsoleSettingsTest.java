package org.chatboard.launcher.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chatboard.launcher.StartRejectedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleSettingsTest {
    @Test
    void derivesAllPortsFromOneNumber() {
        ConsoleSettings settings =
                ConsoleSettings.of("target/console", "4800", "127.0.0.1:6900, 127.0.0.1:6901", "none");
        assertThat(settings.consoleUrl()).isEqualTo("https://127.0.0.1:4848/");
        assertThat(settings.applicationUrl()).isEqualTo("http://127.0.0.1:4880/");
        assertThat(settings.members()).containsExactly("127.0.0.1:4849", "127.0.0.1:6900", "127.0.0.1:6901");
        assertThat(settings.war()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"80", "65500", "-1", "", "many"})
    void rejectsPortsThatDoNotExist(String ports) {
        assertThatThrownBy(() -> ConsoleSettings.of("target/console", ports, "127.0.0.1:6900", "none"))
                .isInstanceOf(StartRejectedException.class)
                .hasMessageContaining("-Dadmin-console.ports is \"" + ports + "\"");
    }
}
