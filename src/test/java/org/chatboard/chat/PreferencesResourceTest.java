package org.chatboard.chat;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.chatboard.account.AccountPreferences;
import org.chatboard.account.Preferences;
import org.chatboard.system.JsonBody;
import org.chatboard.system.RefusedException;
import org.junit.jupiter.api.Test;

class PreferencesResourceTest {
    @Test
    void changesNothingWhereThatWouldBeTooMuchAtOnce() throws IOException {
        PreferencesResource resource = new PreferencesResource();
        resource.spending = new Spending() {
            @Override
            public void onOtherFrame() {
                throw new RefusedException(429, "Later.", Map.of(), Duration.ofSeconds(1));
            }
        };
        resource.preferences = new AccountPreferences() {
            @Override
            public Preferences change(long accountId, UnaryOperator<Preferences> change) {
                throw new AssertionError("changed");
            }
        };
        byte[] chosen = Preferences.DEFAULT.toJson().toString().getBytes(StandardCharsets.UTF_8);
        JsonBody body = JsonBody.read(new ByteArrayInputStream(chosen));
        assertThatThrownBy(() -> resource.choose(body))
                .isInstanceOf(RefusedException.class)
                .hasMessage("Later.");
    }
}
