package org.chatboard.people.signup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chatboard.people.account.AdministratorService;
import org.chatboard.people.audit.AuditAction;
import org.chatboard.people.audit.AuditActor;
import org.chatboard.people.audit.AuditLog;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.rest.RejectedException;
import org.chatboard.platform.setting.ServerSettings;
import org.junit.jupiter.api.Test;

class SignUpPolicyTest {
    private static final Map<String, String> LOOPBACK = Map.of("CHATBOARD_ADDRESS", "127.0.0.1");
    private static final Map<String, String> EVERYWHERE = Map.of("CHATBOARD_ADDRESS", "0.0.0.0");
    private static final AuditActor ADMIN = new AuditActor("ada", "192.0.2.1");

    private final List<String> recorded = new ArrayList<>();
    private final Map<String, String> stored = new HashMap<>();
    private boolean hasAdministrator;

    @Test
    void isOpenOnLoopbackByDefault() {
        SignUpPolicy policy = policy(LOOPBACK);
        assertThat(policy.mode()).isEqualTo(SignUpMode.ANYBODY);
        assertThatCode(policy::check).doesNotThrowAnyException();
        hasAdministrator = true;
        assertThat(policy.mode()).isEqualTo(SignUpMode.ANYBODY);
    }

    @Test
    void isByInvitationOnOtherAddressesOnceSomebodyCanInvite() {
        SignUpPolicy policy = policy(EVERYWHERE);
        assertThat(policy.mode()).isEqualTo(SignUpMode.NOBODY);
        assertThat(policy.isOffered()).isFalse();
        hasAdministrator = true;
        assertThat(policy.mode()).isEqualTo(SignUpMode.INVITED);
        assertThat(policy.isOffered()).isTrue();
    }

    @Test
    void countsAServerOnLoopbackBehindAProxyAsReachedByOthers() {
        Map<String, String> proxied =
                Map.of("CHATBOARD_ADDRESS", "127.0.0.1", "CHATBOARD_ORIGINS", "https://chat.example.org");
        assertThat(policy(proxied).mode()).isEqualTo(SignUpMode.NOBODY);
    }

    @Test
    void followsTheChoiceOfAnAdministratorAtOnce() {
        SignUpPolicy policy = policy(EVERYWHERE);
        for (SignUpMode mode : SignUpMode.values()) {
            policy.choose(mode, ADMIN);
            assertThat(policy.mode()).isEqualTo(mode);
            assertThat(policy.isOpen()).isEqualTo(mode == SignUpMode.ANYBODY);
        }
    }

    @Test
    void recordsEachChange() {
        SignUpPolicy policy = policy(EVERYWHERE);
        policy.choose(SignUpMode.NOBODY, ADMIN);
        assertThat(recorded).as("the default, chosen").isEmpty();
        policy.choose(SignUpMode.INVITED, ADMIN);
        policy.choose(SignUpMode.INVITED, ADMIN);
        policy.choose(SignUpMode.ANYBODY, ADMIN);
        assertThat(recorded)
                .containsExactly("ada SIGN_UP_CHANGED NOBODY INVITED", "ada SIGN_UP_CHANGED INVITED ANYBODY");
    }

    @Test
    void checksASignUpAnewAndShowsAChangeOfAnotherNodeSoon() {
        SignUpPolicy policy = policy(LOOPBACK);
        assertThat(policy.isOffered()).isTrue();
        stored.put("signUp", "NOBODY");
        assertThat(catchThrowableOfType(RejectedException.class, policy::check)).isNotNull();
        assertThat(policy.isOffered()).isFalse();
        policy.choose(SignUpMode.ANYBODY, ADMIN);
        assertThat(policy.isOffered()).isTrue();
        assertThat(policy.rejection()).isEmpty();
    }

    @Test
    void rejectsWithASentenceForEachMode() {
        SignUpPolicy policy = policy(LOOPBACK);
        policy.choose(SignUpMode.INVITED, ADMIN);
        RejectedException invited = catchThrowableOfType(RejectedException.class, policy::check);
        policy.choose(SignUpMode.NOBODY, ADMIN);
        RejectedException nobody = catchThrowableOfType(RejectedException.class, policy::check);
        assertThat(invited.status()).isEqualTo(nobody.status()).isEqualTo(403);
        assertThat(invited).hasMessageContaining("invitation");
        assertThat(nobody).hasMessageContaining("Nobody can sign up");
    }

    @Test
    void ignoresAStoredValueThatIsNoMode() {
        stored.put("signUp", "EVERYBODY");
        assertThat(policy(EVERYWHERE).mode()).isEqualTo(SignUpMode.NOBODY);
    }

    private SignUpPolicy policy(Map<String, String> environment) {
        SignUpPolicy policy = new SignUpPolicy();
        policy.settings = Settings.of(environment);
        policy.stored = new ServerSettings() {
            @Override
            public Optional<String> get(String name) {
                return Optional.ofNullable(stored.get(name));
            }

            @Override
            public void set(String name, String value) {
                stored.put(name, value);
            }
        };
        policy.modes = new SignUpModeService();
        policy.modes.stored = policy.stored;
        policy.modes.audit = new AuditLog() {
            @Override
            public void record(AuditActor actor, AuditAction action, String subject, String before, String after) {
                recorded.add(actor.username() + " " + action + " " + before + " " + after);
            }
        };
        policy.administrators = new AdministratorService() {
            @Override
            public boolean exists() {
                return hasAdministrator;
            }
        };
        return policy;
    }
}
