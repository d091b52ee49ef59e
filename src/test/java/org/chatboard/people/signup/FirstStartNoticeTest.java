package org.chatboard.people.signup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.chatboard.people.account.AdministratorService;
import org.chatboard.platform.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstStartNoticeTest {
    private final FirstStartNotice notice = new FirstStartNotice();
    private boolean hasAdministrator;
    private boolean hasAccounts;
    private SignUpMode mode = SignUpMode.ANYBODY;

    FirstStartNoticeTest() {
        notice.administrators = new AdministratorService() {
            @Override
            public boolean exists() {
                return hasAdministrator;
            }

            @Override
            public boolean existsEvenDisabled() {
                return hasAdministrator;
            }

            @Override
            public boolean anyAccountExists() {
                return hasAccounts;
            }
        };
        notice.policy = new SignUpPolicy() {
            @Override
            public SignUpMode mode() {
                return mode;
            }
        };
        notice.firstStart = new FirstStart();
        notice.firstStart.administrators = notice.administrators;
        notice.settings = Settings.of(Map.of("CHATBOARD_PORT", "8080"));
    }

    @Test
    void namesAnAddressOnANewServer() {
        String line = notice.notice().orElseThrow();
        assertThat(line)
                .startsWith("This ChatBoard has no administrator. To make")
                .contains("http://127.0.0.1:8080/first-start/");
        String code = line.substring(line.lastIndexOf('/') + 1);
        assertThat(notice.firstStart.accepts(code)).isTrue();
    }

    @Test
    void namesTheCommandAndOpensNoAddressOnAServerWithAccounts() {
        hasAccounts = true;
        assertThat(notice.notice().orElseThrow())
                .contains("make-admin USERNAME")
                .doesNotContain("first-start");
        assertThat(notice.firstStart.accepts("")).isFalse();
    }

    @Test
    void saysWhereNobodyCanSignUpBefore() {
        mode = SignUpMode.NOBODY;
        assertThat(notice.notice().orElseThrow()).contains("Nobody else can sign up before.");
    }

    @Test
    void isSilentOnAServerWithAnAdministrator() {
        hasAdministrator = true;
        assertThat(notice.notice()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 8080, '', http://127.0.0.1:8080",
        "0.0.0.0, 8080, '', http://127.0.0.1:8080",
        "192.0.2.7, 80, '', http://192.0.2.7",
        "127.0.0.1, 8080, https://chat.example.org, https://chat.example.org",
        "127.0.0.1, '', '', ''"
    })
    void namesTheAddressThatPeopleOpen(String address, String port, String origins, String base) {
        Settings settings =
                Settings.of(Map.of("CHATBOARD_ADDRESS", address, "CHATBOARD_PORT", port, "CHATBOARD_ORIGINS", origins));
        assertThat(FirstStartNotice.base(settings)).isEqualTo(base);
    }
}
