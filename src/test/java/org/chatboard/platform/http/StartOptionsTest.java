package org.chatboard.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartOptionsTest {
    @Test
    void namesEachMissingOptionOfTheCommandLine() {
        assertThat(StartOptions.missing(name -> null))
                .hasValue("-Dorg.glassfish.grizzly.http.STRICT_HEADER_VALUE_VALIDATION_RFC_9110=false"
                        + " -Dorg.glassfish.startupThreadPolicy=USE_NO_THREADS");
    }

    @Test
    void namesAnOptionOfAnotherValue() {
        Map<String, String> given = new HashMap<>(StartOptions.NEEDED);
        given.put("org.glassfish.startupThreadPolicy", "FIXED_SIZE_THREADPOOL");
        assertThat(StartOptions.missing(given::get)).hasValue("-Dorg.glassfish.startupThreadPolicy=USE_NO_THREADS");
    }

    @Test
    void isEmptyIfNoneIsMissing() {
        assertThat(StartOptions.missing(StartOptions.NEEDED::get)).isEmpty();
    }
}
