package org.chatboard.people.preference;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.chatboard.people.account.RequestRateLimiter;
import org.chatboard.platform.rest.JsonBinding;
import org.chatboard.platform.rest.JsonBody;
import org.chatboard.platform.rest.RejectedException;
import org.junit.jupiter.api.Test;

class PreferencesResourceTest {
    @Test
    void changesNothingWithoutAPermit() throws IOException {
        PreferencesResource resource = new PreferencesResource();
        resource.rateLimiter = new RequestRateLimiter(null, null) {
            @Override
            public void acquireRequestPermit() {
                throw new RejectedException(429, "Later.", Map.of(), Duration.ofSeconds(1));
            }
        };
        resource.preferences = new PreferencesCache() {
            @Override
            public Preferences update(long accountId, UnaryOperator<Preferences> change) {
                throw new AssertionError("changed");
            }
        };
        byte[] chosen = JsonBinding.write(Preferences.DEFAULT).getBytes(StandardCharsets.UTF_8);
        JsonBody body = JsonBody.read(new ByteArrayInputStream(chosen));
        assertThatThrownBy(() -> resource.replace(body))
                .isInstanceOf(RejectedException.class)
                .hasMessage("Later.");
    }
}
