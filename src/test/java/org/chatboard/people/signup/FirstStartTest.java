package org.chatboard.people.signup;

import static org.assertj.core.api.Assertions.assertThat;

import org.chatboard.people.account.AdministratorService;
import org.junit.jupiter.api.Test;

class FirstStartTest {
    private final FirstStart firstStart = new FirstStart();
    private boolean hasAdministrator;

    FirstStartTest() {
        firstStart.administrators = new AdministratorService() {
            @Override
            public boolean existsEvenDisabled() {
                return hasAdministrator;
            }
        };
    }

    @Test
    void acceptsItsCodeAlone() {
        assertThat(firstStart.accepts("")).isFalse();
        String code = firstStart.open();
        assertThat(code).hasSizeGreaterThan(40);
        assertThat(firstStart.accepts(code)).isTrue();
        assertThat(firstStart.accepts(code.substring(1))).isFalse();
        assertThat(firstStart.accepts("")).isFalse();
    }

    @Test
    void acceptsNoCodeOnceTheServerHadAnAdministrator() {
        String code = firstStart.open();
        hasAdministrator = true;
        assertThat(firstStart.accepts(code)).isFalse();
        hasAdministrator = false;
        assertThat(firstStart.accepts(code)).as("for good").isFalse();
    }

    @Test
    void acceptsNoCodeAfterItsEnd() {
        String code = firstStart.open();
        firstStart.close();
        assertThat(firstStart.accepts(code)).isFalse();
    }

    @Test
    void acceptsItsCodeAfterManyWrongOnes() {
        String code = firstStart.open();
        for (int i = 0; i < 100; i++) {
            assertThat(firstStart.accepts("guess" + i)).isFalse();
        }
        assertThat(firstStart.accepts(code)).isTrue();
    }
}
