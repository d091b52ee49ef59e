package org.chatboard.platform.setting;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;

/** Reads and changes the choices of the administrators. Each method runs in one JTA transaction. */
@Stateless
public class ServerSettings {
    @PersistenceContext
    EntityManager em;

    /**
     * {@return the chosen value; empty if nobody has chosen one, so that the default counts}
     *
     * @param name at most 32 characters, unique among all settings
     */
    public Optional<String> get(String name) {
        return Optional.ofNullable(em.find(ServerSetting.class, name)).map(ServerSetting::value);
    }

    /**
     * Stores a choice. Of two changes at the same time, one may fail, and the other counts.
     *
     * @param name at most 32 characters
     * @param value at most 255 characters
     */
    public void set(String name, String value) {
        em.merge(new ServerSetting(name, value));
    }
}
