package org.chatboard.people.preference;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Stores preferences. Each method is one JTA transaction; {@link PreferencesCache} stands before it. */
@Stateless
public class PreferencesService {
    @PersistenceContext
    EntityManager em;

    @Inject
    Event<PreferencesChanged> changed;

    /** {@return the preferences of an account; the defaults where it has none} */
    public Preferences of(long accountId) {
        return Optional.ofNullable(em.find(StoredPreferences.class, accountId))
                .map(StoredPreferences::get)
                .orElse(Preferences.DEFAULT);
    }

    /**
     * Changes the preferences of an account. {@link PreferencesCache} is the only caller, and makes one change after the other.
     *
     * @param change computes the new preferences from the former ones
     * @return the new preferences
     */
    public Preferences change(long accountId, UnaryOperator<Preferences> change) {
        StoredPreferences stored = em.find(StoredPreferences.class, accountId);
        Preferences former = stored == null ? Preferences.DEFAULT : stored.get();
        Preferences now = change.apply(former);
        if (!now.equals(former)) {
            if (stored == null) {
                stored = new StoredPreferences(accountId);
                em.persist(stored);
            }
            stored.set(now);
            changed.fire(new PreferencesChanged(accountId, former, now));
        }
        return now;
    }
}
