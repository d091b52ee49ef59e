package org.chatboard.people.signup;

import static org.assertj.core.api.Assertions.assertThat;

import org.chatboard.people.account.AdministratorService;
import org.junit.jupiter.api.Test;

class FirstStartTest {
    private static final String CLIENT = "192.0.2.1";

    private final FirstStart firstStart = new FirstStart();
    private boolean hasAdministrator;

    FirstStartTest() {
        firstStart.administrators = new AdministratorService() {
            @Override
            public boolean exists() {
                return hasAdministrator;
            }
        };
    }

    @Test
    void acceptsItsCodeAlone() {
        assertThat(firstStart.accepts("", CLIENT)).isFalse();
        String code = firstStart.open();
        assertThat(code).hasSizeGreaterThan(40);
        assertThat(firstStart.accepts(code, CLIENT)).isTrue();
        assertThat(firstStart.accepts(code.substring(1), CLIENT)).isFalse();
        assertThat(firstStart.accepts("", CLIENT)).isFalse();
    }

    @Test
    void acceptsNoCodeOnceTheServerHasAnAdministrator() {
        String code = firstStart.open();
        hasAdministrator = true;
        assertThat(firstStart.accepts(code, CLIENT)).isFalse();
    }

    @Test
    void limitsTheAttemptsOfOneAddress() {
        String code = firstStart.open();
        for (int i = 1; i < 20; i++) {
            firstStart.accepts("guess" + i, CLIENT);
        }
        assertThat(firstStart.accepts(code, CLIENT)).isTrue();
        assertThat(firstStart.accepts(code, CLIENT)).isFalse();
        assertThat(firstStart.accepts(code, "192.0.2.2")).isTrue();
    }
}
