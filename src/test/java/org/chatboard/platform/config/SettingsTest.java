package org.chatboard.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.chatboard.platform.environment.InvalidSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @Test
    void hasTheDefaultsOfTheProtocol() {
        Settings settings = Settings.of(Map.of());
        assertThat(settings.limits())
                .isEqualTo(new Limits(
                        65_536,
                        4_000,
                        10,
                        30,
                        20,
                        60,
                        5,
                        2,
                        20,
                        20,
                        20,
                        10,
                        1_048_576,
                        256,
                        52_428_800L,
                        20,
                        2_147_483_648L,
                        0L,
                        40));
        assertThat(settings.sendTimeoutMs()).isEqualTo(10_000);
        assertThat(settings.heartbeatMs()).isEqualTo(25_000);
        assertThat(settings.deadAfterMs()).isEqualTo(55_000);
        assertThat(settings.dataDirectory()).isEqualTo(Path.of("data"));
        assertThat(settings.databaseFolder()).contains(Path.of("data/db"));
        assertThat(settings.address()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEmpty();
        assertThat(settings.trustedProxies()).isEmpty();
        assertThat(settings.development()).isFalse();
    }

    @Test
    void treatsABlankValueAsUnset() {
        assertThat(Settings.of(Map.of("CHATBOARD_LIMIT_HASHES", " ", "CHATBOARD_ORIGINS", ""))
                        .limits()
                        .hashes())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "CHATBOARD_LIMIT_FRAME_BYTES, 1023",
        "CHATBOARD_LIMIT_FRAME_BYTES, 1048577",
        "CHATBOARD_LIMIT_MESSAGE_CODE_POINTS, 0",
        "CHATBOARD_LIMIT_MESSAGE_CODE_POINTS, 8001",
        "CHATBOARD_LIMIT_MESSAGES_PER_SECOND, -1",
        "CHATBOARD_LIMIT_HASHES, 0",
        "CHATBOARD_LIMIT_HASHES, many",
        "CHATBOARD_LIMIT_SOCKETS_PER_ACCOUNT, 1.5",
        "CHATBOARD_LIMIT_RECEIPT_MEMBERS, 1",
        "CHATBOARD_LIMIT_RECEIPT_MEMBERS, 1001",
        "CHATBOARD_LIMIT_ALL_MEMBERS, -1",
        "CHATBOARD_LIMIT_SEND_QUEUE_FRAMES, 99999999999",
        "CHATBOARD_SEND_TIMEOUT_MS, 10s",
        "CHATBOARD_PORT, 65536",
        "CHATBOARD_LOG, loud",
        "CHATBOARD_TRUSTED_PROXIES, proxy.example",
        "CHATBOARD_TRUSTED_PROXIES, 10.0.0.0/33",
        "CHATBOARD_TRUSTED_PROXIES, 10.0.0.0/",
        "CHATBOARD_TRUSTED_PROXIES, ::1/129"
    })
    void namesTheSettingItsValueAndWhatIsAllowed(String variable, String value) {
        assertThatThrownBy(() -> Settings.of(Map.of(variable, value)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(variable + " is \"" + value + "\", but it must be ")
                .hasMessageEndingWith(".");
    }

    @Test
    void acceptsTheSmallestAndLargestValues() {
        Limits limits = Settings.of(Map.of(
                        "CHATBOARD_LIMIT_FRAME_BYTES", "1024",
                        "CHATBOARD_LIMIT_MESSAGES_PER_SECOND", "0",
                        "CHATBOARD_LIMIT_MESSAGE_CODE_POINTS", "8000"))
                .limits();
        assertThat(limits.frameBytes()).isEqualTo(1_024);
        assertThat(limits.messagesPerSecond()).isZero();
        assertThat(limits.messageCodePoints()).isEqualTo(8_000);
    }

    @Test
    void requiresDeadAfterToBeLongerThanTheHeartbeat() {
        assertThatThrownBy(() -> Settings.of(Map.of("CHATBOARD_DEAD_AFTER_MS", "25000")))
                .hasMessageContaining("more than CHATBOARD_HEARTBEAT_MS, which is 25000");
    }

    @ParameterizedTest
    @CsvSource({
        "CHATBOARD_ORIGIN, CHATBOARD_ORIGINS",
        "CHATBOARD_ADRESS, CHATBOARD_ADDRESS",
        "CHATBOARD_LIMIT_HASH, CHATBOARD_LIMIT_HASHES",
        "CHATBOARD_DATABASE_PASS, CHATBOARD_DATABASE_PASSWORD",
        "CHATBOARD_DATABASE_PASSWD, CHATBOARD_DATABASE_PASSWORD",
        "CHATBOARD_TRUSTED_PROXY, CHATBOARD_TRUSTED_PROXIES",
        "CHATBOARD_origins, CHATBOARD_ORIGINS"
    })
    void namesASettingThatDoesNotExistAndTheNearestOne(String misspelled, String nearest) {
        Set<String> known = Settings.of(Map.of()).variables();
        assertThat(UnknownSettings.warnings(Set.of(misspelled, "CHATBOARD_PORT", "CHATBOARD_BROWSER", "PATH"), known))
                .containsExactly(
                        misspelled + " is set, but there is no such setting, so it is ignored. The nearest one is "
                                + nearest + ".");
    }

    @Test
    void hasTheSettingsOfTheReadme() throws IOException {
        String table = Files.readString(Path.of("README.md"))
                .split("## Configure it")[1]
                .split("## Deploy it")[0];
        Set<String> documented = Pattern.compile("(?m)^\\| `(CHATBOARD_\\w+)`")
                .matcher(table)
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toSet());
        documented.addAll(Set.of(
                "CHATBOARD_DATABASE_PASSWORD",
                "CHATBOARD_DATABASE_PASSWORD_FILE")); // the README names them together with …_USER
        Set<String> known = new HashSet<>(Settings.of(Map.of()).variables());
        known.removeAll(Set.of("CHATBOARD_BROWSER", "CHATBOARD_JAR")); // only tests and a script read them
        assertThat(known).isEqualTo(documented);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, '', true",
        "127.0.0.9, '', true",
        "::1, '', true",
        "localhost, '', true",
        "127.0.0.1, 'http://localhost:8080,http://[::1]:8080', true",
        "'', '', false",
        "0.0.0.0, '', false",
        "192.0.2.7, '', false",
        "127.0.0.1, 'http://127.0.0.1:8080,https://chat.example.org', false"
    })
    void knowsWhetherOthersReachTheServer(String address, String origins, boolean local) {
        Settings settings = Settings.of(Map.of("CHATBOARD_ADDRESS", address, "CHATBOARD_ORIGINS", origins));
        assertThat(settings.isLocal()).isEqualTo(local);
    }
}
