package org.chatboard.people.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chatboard.people.account.Person;
import org.chatboard.people.account.PersonChanged;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.testing.MutableClock;
import org.junit.jupiter.api.Test;

class SignInCacheTest {
    private static final SignedInAccount ANNA =
            new SignedInAccount(1, 2, "anna", "Anna", null, "USER", Instant.EPOCH.plusSeconds(5));

    private final MutableClock clock = new MutableClock(Instant.EPOCH);
    private final StubService service = new StubService();
    private final SignInCache cache = new SignInCache();

    SignInCacheTest() {
        cache.clock = clock;
        cache.service = service;
    }

    @Test
    void readsAValidTokenOnce() {
        assertThat(cache.get("token")).contains(ANNA);
        assertThat(cache.get("token")).contains(ANNA);
        assertThat(service.reads).isEqualTo(1);
    }

    @Test
    void readsAnInvalidTokenEachTime() {
        service.signIn = Optional.empty();
        assertThat(cache.get("token")).isEmpty();
        assertThat(cache.get("token")).isEmpty();
        assertThat(service.reads).isEqualTo(2);
    }

    @Test
    void readsAgainAfterTheSignInHasReachedItsMaximumAge() {
        cache.get("token");
        clock.advance(Duration.ofSeconds(5));
        cache.get("token");
        assertThat(service.reads).isEqualTo(2);
    }

    @Test
    void evictsEndedSignInsAndChangedPeopleAndReplacedTokens() {
        cache.get("token");
        cache.onEnded(new SignInsEnded(Set.of(3L)));
        cache.onChanged(new PersonChanged(new Person(4, "bert", "Bert"), false));
        cache.invalidate("another token");
        cache.get("token");
        assertThat(service.reads).as("events of others").isEqualTo(1);

        cache.onEnded(new SignInsEnded(Set.of(ANNA.signInId())));
        cache.get("token");
        cache.onChanged(new PersonChanged(new Person(ANNA.accountId(), "anna", "Anne"), false));
        cache.get("token");
        cache.invalidate("token");
        cache.get("token");
        assertThat(service.reads).isEqualTo(4);
    }

    @Test
    void doesNotCacheASignInThatEndsWhileItIsRead() {
        service.duringRead = () -> cache.onEnded(new SignInsEnded(Set.of(ANNA.signInId())));
        assertThat(cache.get("token")).contains(ANNA);
        service.duringRead = () -> {};
        service.signIn = Optional.empty();
        assertThat(cache.get("token")).isEmpty();
    }

    @Test
    void authenticatesEvenIfTheUseCannotBeRecorded() {
        service.signIn = Optional.of(new SignInService.ValidSignIn(ANNA, true));
        assertThat(cache.get("token")).contains(ANNA);
        assertThat(service.recorded).isTrue();
    }

    private static final class StubService extends SignInService {
        private Optional<ValidSignIn> signIn = Optional.of(new ValidSignIn(ANNA, false));
        private Runnable duringRead = () -> {};
        private int reads;
        private boolean recorded;

        @Override
        public Optional<ValidSignIn> find(String token) {
            reads++;
            duringRead.run();
            return signIn;
        }

        @Override
        public Map<Long, SignInState> recordUse(Set<Long> signInIds) {
            recorded = true;
            throw new IllegalStateException("disk full");
        }
    }
}
