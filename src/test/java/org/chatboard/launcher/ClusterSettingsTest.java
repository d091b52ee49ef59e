package org.chatboard.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chatboard.platform.environment.SettingsReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterSettingsTest {
    private static final String ADDRESS = "CHATBOARD_CLUSTER_ADDRESS";
    private static final String MEMBERS = "CHATBOARD_CLUSTER_MEMBERS";

    @Test
    void isOffByDefault() {
        assertThat(from(Map.of())).isEmpty();
        assertThat(from(Map.of(ADDRESS, " ", MEMBERS, ""))).isEmpty();
        assertThat(LaunchSettings.from(Map.of()).cluster()).isEmpty();
    }

    @Test
    void namesTheNodeAndAllMembers() {
        LaunchSettings settings = LaunchSettings.from(
                Map.of("CHATBOARD_PORT", "8081", ADDRESS, "127.0.0.1:6900", MEMBERS, "127.0.0.1:4849, 127.0.0.2:6901"));
        ClusterSettings cluster = settings.cluster().orElseThrow();
        assertThat(cluster)
                .isEqualTo(new ClusterSettings("127.0.0.1", 6900, List.of("127.0.0.1:4849", "127.0.0.2:6901")));
        assertThat(cluster.flags(settings.nodeName()))
                .containsSubsequence("--clustermode", "tcpip:127.0.0.1:6900,127.0.0.1:4849,127.0.0.2:6901")
                .containsSubsequence("--interfaces", "127.0.0.1")
                .containsSubsequence("--startport", "6900")
                .containsSubsequence("--name", "chatboard-8081");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.5:6900",
                "0.0.0.0:6900",
                "127.0.0.1",
                "127.0.0.1:0",
                "127.0.0.1:65536",
                "127.0.0.300:1",
                "here"
            })
    void rejectsAnAddressThatOthersCouldReachOrThatIsNone(String address) {
        assertThatThrownBy(() -> from(Map.of(ADDRESS, address)))
                .isInstanceOf(StartRejectedException.class)
                .hasMessageContaining(ADDRESS + " has \"" + address + "\"")
                .hasMessageContaining("127.0.0.1:6900");
        assertThatThrownBy(() -> from(Map.of(ADDRESS, "127.0.0.1:6900", MEMBERS, address)))
                .isInstanceOf(StartRejectedException.class)
                .hasMessageContaining(MEMBERS + " has \"" + address + "\"");
    }

    @Test
    void rejectsMembersOfAGridThatIsOff() {
        assertThatThrownBy(() -> from(Map.of(MEMBERS, "127.0.0.1:4849")))
                .isInstanceOf(StartRejectedException.class)
                .hasMessageContaining("Set " + ADDRESS);
    }

    private static Optional<ClusterSettings> from(Map<String, String> environment) {
        return ClusterSettings.from(new SettingsReader(environment));
    }
}
