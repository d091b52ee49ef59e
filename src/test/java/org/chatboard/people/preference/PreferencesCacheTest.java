package org.chatboard.people.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PreferencesCacheTest {
    private static final Preferences DARK = Preferences.DEFAULT.withAppearance(null, Theme.DARK);
    private static final long ANNA = 1;

    private final StubService service = new StubService();
    private final PreferencesCache cache = new PreferencesCache();

    PreferencesCacheTest() {
        cache.service = service;
    }

    @Test
    void readsAnAccountOnce() {
        assertThat(cache.getIfCached(ANNA)).isEmpty();
        assertThat(cache.get(ANNA)).isSameAs(Preferences.DEFAULT);
        assertThat(cache.get(ANNA)).isSameAs(Preferences.DEFAULT);
        assertThat(cache.getIfCached(ANNA)).contains(Preferences.DEFAULT);
        assertThat(service.reads).isEqualTo(1);
    }

    @Test
    void returnsTheFormerPreferencesUntilTheCommit() {
        cache.get(ANNA);
        cache.update(ANNA, former -> DARK);
        assertThat(cache.get(ANNA)).isEqualTo(Preferences.DEFAULT);
        cache.onChanged(new PreferencesChanged(ANNA, Preferences.DEFAULT, DARK));
        assertThat(cache.get(ANNA)).isEqualTo(DARK);
        assertThat(service.reads).isEqualTo(1);
    }

    @Test
    void doesNotCacheAReadThatAChangeOvertakes() {
        service.duringRead = () -> {
            service.duringRead = () -> {};
            cache.update(ANNA, former -> DARK);
        };
        assertThat(cache.get(ANNA)).isEqualTo(Preferences.DEFAULT);
        assertThat(cache.getIfCached(ANNA)).isEmpty();
    }

    @Test
    void evictsAnAccountWhoseChangeFailed() {
        cache.get(ANNA);
        assertThatThrownBy(() -> cache.update(ANNA, former -> {
                    throw new IllegalStateException("commit failed");
                }))
                .hasMessage("commit failed");
        assertThat(cache.getIfCached(ANNA)).isEmpty();
    }

    private static final class StubService extends PreferencesService {
        private Runnable duringRead = () -> {};
        private int reads;

        @Override
        public Preferences find(long accountId) {
            reads++;
            duringRead.run();
            return new Preferences(null, null, false, false, false, false, false);
        }

        @Override
        public Preferences update(long accountId, UnaryOperator<Preferences> change) {
            return change.apply(Preferences.DEFAULT);
        }
    }
}
