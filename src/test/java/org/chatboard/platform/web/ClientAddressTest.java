package org.chatboard.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.support.IpAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
    private final ClientAddress behindProxies = trusting("127.0.0.1, 198.51.100.7, ::1");

    @Test
    void isThePeerIfNoProxyIsTrusted() {
        assertThat(trusting("").of("127.0.0.1", List.of("192.0.2.1"))).isEqualTo("127.0.0.1");
        assertThat(behindProxies.of("203.0.113.9", List.of("192.0.2.1"))).isEqualTo("203.0.113.9");
    }

    @Test
    void isThePeerIfAProxySendsNoHeader() {
        assertThat(behindProxies.of("127.0.0.1", List.of())).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.1",
                "10.9.8.7, 192.0.2.1", // the client forged the first entry
                "10.9.8.7,192.0.2.1 ,198.51.100.7",
                "unknown, 192.0.2.1",
                "192.0.2.1:50123",
                "::ffff:192.0.2.1",
                "[::ffff:c000:201]:50123"
            })
    void isTheLastEntryThatIsNotATrustedProxy(String forwardedFor) {
        assertThat(behindProxies.of("127.0.0.1", List.of(forwardedFor))).isEqualTo("192.0.2.1");
    }

    @Test
    void readsAllLinesOfTheHeader() {
        assertThat(behindProxies.of("127.0.0.1", List.of("10.9.8.7", "192.0.2.1", "198.51.100.7")))
                .isEqualTo("192.0.2.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ",", "unknown", "localhost", "192.0.2.256", "192.0.2", "1", "1:2:3", "_hidden", "<script>"})
    void isTheLastValidEntryBehindGarbage(String garbage) {
        assertThat(behindProxies.of("127.0.0.1", List.of("192.0.2.1, " + garbage)))
                .isEqualTo("127.0.0.1");
        assertThat(behindProxies.of("127.0.0.1", List.of(garbage + ", 198.51.100.7")))
                .isEqualTo("198.51.100.7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0:0:0:0:0:0:0:1", "::1", "0:0:0:0:0:0:0:1%lo", "::ffff:127.0.0.1"})
    void recognisesAProxyInEverySpellingOfItsAddress(String proxy) {
        assertThat(behindProxies.of(proxy, List.of("2001:db8::5"))).isEqualTo("2001:db8:0:0:0:0:0:5");
    }

    @Test
    void mayBeATrustedProxyItself() {
        assertThat(behindProxies.of("127.0.0.1", List.of("198.51.100.7"))).isEqualTo("198.51.100.7");
    }

    @Test
    void usesTheNetworkOfAnIpV6AddressAsTheKey() {
        assertThat(IpAddress.network("2001:db8:1:2:3:4:5:6"))
                .isEqualTo(IpAddress.network("2001:db8:1:2::9"))
                .isNotEqualTo(IpAddress.network("2001:db8:1:3::9"));
        assertThat(IpAddress.network("192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(IpAddress.network("::ffff:192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(IpAddress.network("nonsense")).isEqualTo("nonsense");
    }

    @Test
    void trustsNetworks() {
        ClientAddress networks = trusting("10.1.2.3/20, 2001:db8::/33, 192.0.2.0/31");
        List.of("10.1.0.0", "10.1.15.255", "2001:db8:7fff::1", "192.0.2.1")
                .forEach(proxy -> assertThat(networks.of(proxy, List.of("203.0.113.9")))
                        .as(proxy)
                        .isEqualTo("203.0.113.9"));
        List.of("10.1.16.0", "10.0.255.255", "192.0.2.2", "127.0.0.1")
                .forEach(other -> assertThat(networks.of(other, List.of("203.0.113.9")))
                        .as(other)
                        .isEqualTo(other));
        assertThat(trusting("0.0.0.0/0").of("198.51.100.7", List.of())).isEqualTo("198.51.100.7");
        assertThat(networks.of("2001:db8:8000::1", List.of("203.0.113.9"))).isEqualTo("2001:db8:8000::1");
    }

    private static ClientAddress trusting(String proxies) {
        return new ClientAddress(Settings.of(Map.of("CHATBOARD_TRUSTED_PROXIES", proxies)));
    }
}
