package org.chatboard.people.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.chatboard.platform.i18n.Language;
import org.chatboard.platform.i18n.Translations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {
    @AfterEach
    void resetLanguage() {
        Translations.use(null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Firefox on Windows|Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0",
                "Edge on Windows|Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                        + " Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0",
                "Chrome on Linux|Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
                        + " HeadlessChrome/130.0.0.0 Safari/537.36",
                "Chrome on ChromeOS|Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko)"
                        + " Chrome/130.0.0.0 Safari/537.36",
                "Safari on macOS|Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                        + " Version/18.0 Safari/605.1.15",
                "Safari on iOS|Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
                        + " Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
                "Firefox on iOS|Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
                        + " Gecko) FxiOS/132.0 Mobile/15E148 Safari/605.1.15",
                "Chrome on Android|Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
                        + " Chrome/130.0.0.0 Mobile Safari/537.36",
                "Samsung Internet on Android|Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
                        + " SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36",
                "Opera on macOS|Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko)"
                        + " Chrome/130.0.0.0 Safari/537.36 OPR/115.0.0.0",
                "curl|curl/8.5.0"
            })
    void recognisesBrowserAndSystem(String described, String userAgent) {
        assertThat(Device.of(userAgent).describe()).isEqualTo(described);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "<script>alert(1)</script>", "Your bank", "\u202Ezalliz\u0000"})
    void keepsNothingOfWhatItDoesNotRecognise(String userAgent) {
        assertThat(Device.of(userAgent)).isEqualTo(new Device(null, null));
        assertThat(Device.of(userAgent).describe()).isEqualTo("Unknown device");
    }

    @Test
    void readsTheStartOfALongHeaderOnly() {
        assertThat(Device.of("x".repeat(504) + "Firefox/").browser()).isEqualTo("Firefox");
        assertThat(Device.of("x".repeat(505) + "Firefox/").browser()).isNull();
    }

    @Test
    void describesTheDeviceInTheReadersLanguage() {
        Device device = new Device("Firefox", "Windows");
        Translations.use(Language.DE);
        assertThat(device.describe()).isEqualTo("Firefox auf Windows");
        Translations.use(Language.TR);
        assertThat(device.describe()).isEqualTo("Windows üzerinde Firefox");
        assertThat(new Device(null, "Windows").describe()).isEqualTo("Windows");
    }
}
