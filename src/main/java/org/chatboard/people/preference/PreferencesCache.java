package org.chatboard.people.preference;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What everybody has chosen, for every page, greeting and passing frame: what was read once is kept, the latest used
 * {@value #KEPT} accounts.
 */
@ApplicationScoped
public class PreferencesCache {
    private static final int KEPT = 50_000;

    @Inject
    PreferencesService service;

    private final Map<Long, Preferences> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Preferences> eldest) {
            return size() > KEPT;
        }
    });
    private long changes;

    /** {@return what an account has chosen; the defaults where there is no such account} */
    public Preferences of(long accountId) {
        Preferences kept = known.get(accountId);
        return kept != null ? kept : read(accountId);
    }

    /** {@return the same without asking the database, for who is in the middle of a commit; empty where that would be needed} */
    public Optional<Preferences> ifKnown(long accountId) {
        return Optional.ofNullable(known.get(accountId));
    }

    private Preferences read(long accountId) {
        long before = changesSoFar();
        Preferences read = service.of(accountId);
        // most have chosen nothing: they share one object
        Preferences kept = read.equals(Preferences.DEFAULT) ? Preferences.DEFAULT : read;
        synchronized (this) {
            if (changes == before) { // else it may be what was before the change
                known.put(accountId, kept);
            }
        }
        return kept;
    }

    private synchronized long changesSoFar() {
        return changes;
    }

    /**
     * Changes what somebody has chosen, one change after the other so that none undoes part of another; who listens to
     * {@link PreferencesChanged} hears of it before this returns.
     *
     * <p>Until then the former ones count, which a writer that tells of receipts cannot wait for. Whether a change that failed was
     * stored is not known here.
     *
     * @param change makes the new ones of those that are
     * @return as they are now
     */
    public synchronized Preferences change(long accountId, UnaryOperator<Preferences> change) {
        changes++;
        try {
            return service.change(accountId, change);
        } catch (RuntimeException e) {
            known.remove(accountId);
            throw e;
        }
    }

    /** Before others hear of it, and ask here. */
    void onChanged(
            @Observes(during = TransactionPhase.AFTER_SUCCESS) @Priority(Interceptor.Priority.LIBRARY_BEFORE)
                    PreferencesChanged event) {
        known.put(event.accountId(), event.preferences());
    }
}
