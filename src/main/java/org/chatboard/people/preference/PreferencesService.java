package org.chatboard.people.preference;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads and stores preferences. Each method runs in one JTA transaction. Other classes go through {@link PreferencesCache}. */
@Stateless
public class PreferencesService {
    @PersistenceContext
    EntityManager em;

    @Inject
    Event<PreferencesChanged> changed;

    /** {@return the preferences of an account; the defaults if none are stored} */
    public Preferences find(long accountId) {
        return Optional.ofNullable(em.find(StoredPreferences.class, accountId))
                .map(StoredPreferences::get)
                .orElse(Preferences.DEFAULT);
    }

    /**
     * Changes the preferences of an account. {@link PreferencesCache} is the only caller and serializes the changes.
     *
     * @param change computes the new preferences from the former ones
     * @return the new preferences
     */
    public Preferences update(long accountId, UnaryOperator<Preferences> change) {
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
