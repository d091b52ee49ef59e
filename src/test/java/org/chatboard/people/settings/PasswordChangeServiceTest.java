package org.chatboard.people.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chatboard.people.account.AccountService;
import org.chatboard.people.account.PasswordCredential;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.people.credential.PasswordHasher;
import org.chatboard.people.session.Device;
import org.chatboard.people.session.SignInCache;
import org.chatboard.people.session.SignInEndedException;
import org.chatboard.people.session.SignInOrigin;
import org.chatboard.people.session.SignInService;
import org.chatboard.people.signin.SignInClient;
import org.chatboard.people.signin.SignInGrant;
import org.chatboard.people.signin.SignInThrottle;
import org.chatboard.people.signin.TooManyAttemptsException;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.rest.InvalidInputException;
import org.chatboard.testing.MutableClock;
import org.junit.jupiter.api.Test;

class PasswordChangeServiceTest {
    private static final String CURRENT = "correct horse battery";
    private static final String NEW = "unrelated words instead";
    private static final SignedInAccount ANNA =
            new SignedInAccount(1, 2, "anna", "Anna", null, "USER", Instant.parse("2026-01-01T00:00:00Z"));
    private static final SignInClient CLIENT =
            new SignInClient(new SignInOrigin(Device.of(null), "192.0.2.1"), List.of());

    private final PasswordHasher hasher = new PasswordHasher(1, Duration.ofSeconds(10));
    private final String hash = hasher.hash(CURRENT);
    private final OneSignIn signIns = new OneSignIn();
    private final PasswordChangeService change = new PasswordChangeService();

    PasswordChangeServiceTest() {
        change.accounts = new OneAccount(hash);
        change.signIns = signIns;
        change.signInCache = new SignInCache();
        change.hasher = hasher;
        change.throttle = new SignInThrottle(new MutableClock(Instant.EPOCH), Settings.of(Map.of()));
    }

    @Test
    void changesThePasswordWithTheVerifiedHash() {
        assertThat(change(CURRENT, NEW).token()).isEqualTo("new token");
        assertThat(signIns.verifiedHash).isEqualTo(hash);
    }

    @Test
    void throwsIfTheSignInHasEnded() {
        signIns.token = Optional.empty();
        assertThatThrownBy(() -> change(CURRENT, NEW)).isInstanceOf(SignInEndedException.class);
    }

    @Test
    void verifiesTheCurrentPasswordBeforeItEvaluatesTheNewOne() {
        assertThatThrownBy(() -> change("wrong horse battery", "1234567890"))
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.errors()).containsOnlyKeys("currentPassword"));
        assertThatThrownBy(() -> change(CURRENT, "1234567890"))
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.errors()).containsOnlyKeys("newPassword"));
        assertThat(signIns.verifiedHash).isNull();
    }

    @Test
    void countsAWrongCurrentPasswordAsAFailedSignIn() {
        int free = Settings.of(Map.of()).limits().signInFailures();
        for (int i = 0; i < free; i++) {
            assertThatThrownBy(() -> change("wrong horse battery", NEW)).isInstanceOf(InvalidInputException.class);
        }
        assertThatThrownBy(() -> change(CURRENT, NEW)).isInstanceOf(TooManyAttemptsException.class);
        assertThatThrownBy(() -> change.throttle.begin(ANNA.username(), "192.0.2.2", null))
                .as("sign-in from another address")
                .isInstanceOf(TooManyAttemptsException.class);
    }

    private SignInGrant change(String current, String replacement) {
        return change.change(ANNA, "former token", current, replacement, CLIENT);
    }

    private static final class OneAccount extends AccountService {
        private final PasswordCredential anna;

        OneAccount(String hash) {
            anna = new PasswordCredential(1, "anna", hash);
        }

        @Override
        public Optional<PasswordCredential> credential(String username) {
            return Optional.of(anna);
        }
    }

    private static final class OneSignIn extends SignInService {
        private Optional<String> token = Optional.of("new token");
        private String verifiedHash;

        @Override
        public Optional<String> changePassword(SignedInAccount caller, String hashOfCaller, String newHash) {
            verifiedHash = hashOfCaller;
            return token;
        }
    }
}
