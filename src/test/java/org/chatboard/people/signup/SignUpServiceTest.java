package org.chatboard.people.signup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.chatboard.people.account.AccountService;
import org.chatboard.people.account.Person;
import org.chatboard.people.credential.BusyException;
import org.chatboard.people.credential.PasswordHasher;
import org.chatboard.people.invite.InvalidInviteException;
import org.chatboard.people.invite.Invitations;
import org.chatboard.people.signin.TooManyAttemptsException;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.rest.InvalidInputException;
import org.chatboard.platform.rest.RejectedException;
import org.junit.jupiter.api.Test;

class SignUpServiceTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String EASY = "1234567890";

    private final SignUpService signUp = new SignUpService();

    SignUpServiceTest() {
        signUp.accounts = new Accounts();
        signUp.hasher = new PasswordHasher(1, Duration.ofSeconds(10));
        signUp.throttle = throttle(2);
        signUp.policy = new OpenPolicy();
        signUp.invitations = new OneInvitation();
        signUp.invited = new InvitedSignUpService() {
            @Override
            public Person create(
                    String username, String displayName, String passwordHash, String code, String address) {
                return new Person(1, username, displayName);
            }
        };
    }

    @Test
    void createsAnAccount() {
        assertThat(signUp.signUp("Anna", " Anna ", PASSWORD, "192.0.2.1")).isEqualTo(new Person(1, "anna", "Anna"));
    }

    @Test
    void takesAPermitForARejectedPassword() {
        ThrowingCallable attempt = () -> signUp.signUp("anna", "Anna", EASY, "192.0.2.1");
        assertThat(errorsOf(attempt)).containsOnlyKeys("password");
        assertThat(errorsOf(attempt)).containsOnlyKeys("password");
        assertThatThrownBy(attempt).isInstanceOf(TooManyAttemptsException.class);
    }

    @Test
    void evaluatesThePasswordInAHashSlotAndOnlyIfTheOtherFieldsAreValid() {
        signUp.hasher = new PasswordHasher(0, Duration.ofMillis(1));
        assertThat(errorsOf(() -> signUp.signUp("9<b>", "Anna", EASY, "192.0.2.1")))
                .containsOnlyKeys("username");
        assertThat(errorsOf(() -> signUp.signUp("anna", " ", "short", "192.0.2.1")))
                .containsOnlyKeys("displayName", "password");
        assertThatThrownBy(() -> signUp.signUp("anna", "Anna", EASY, "192.0.2.1"))
                .isInstanceOf(BusyException.class);
    }

    @Test
    void takesAPermitOfAnInvitedPersonOnlyForATakenUsername() {
        for (int i = 0; i < 5; i++) {
            assertThat(signUp.signUpInvited("anna", "Anna", PASSWORD, "192.0.2.1", "code")
                            .username())
                    .isEqualTo("anna");
        }
        ThrowingCallable attempt = () -> signUp.signUpInvited("taken", "Anna", PASSWORD, "192.0.2.1", "code");
        assertThatThrownBy(attempt).isInstanceOf(RejectedException.class);
        assertThatThrownBy(attempt).isInstanceOf(RejectedException.class);
        assertThatThrownBy(attempt).isInstanceOf(TooManyAttemptsException.class);
    }

    @Test
    void checksTheInvitationBeforeTheUsername() {
        assertThatThrownBy(() -> signUp.signUpInvited("taken", "Anna", PASSWORD, "192.0.2.1", "wrong"))
                .isInstanceOf(InvalidInviteException.class);
    }

    private static Map<String, String> errorsOf(ThrowingCallable attempt) {
        return catchThrowableOfType(InvalidInputException.class, attempt).errors();
    }

    private static SignUpThrottle throttle(int perHour) {
        return new SignUpThrottle(Settings.of(Map.of("CHATBOARD_LIMIT_SIGNUPS_PER_HOUR", "" + perHour)));
    }

    private static final class OpenPolicy extends SignUpPolicy {
        @Override
        public SignUpMode mode() {
            return SignUpMode.ANYBODY;
        }
    }

    private static final class OneInvitation extends Invitations {
        @Override
        public Invitation require(String code, String address) {
            if (!code.equals("code")) {
                throw new InvalidInviteException();
            }
            return null;
        }
    }

    private static final class Accounts extends AccountService {
        @Override
        public boolean usernameExists(String username) {
            return username.equals("taken");
        }

        @Override
        public Person create(String username, String displayName, String passwordHash) {
            return new Person(1, username, displayName);
        }
    }
}
