package org.chatboard.chat.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.chatboard.chat.connection.Connections;
import org.chatboard.chat.wire.ServerFrame;
import org.chatboard.people.account.Person;
import org.chatboard.people.account.PersonChanged;

/**
 * Sends {@code person} to every socket of this node when an account signs up or changes its display name. Changes are collected
 * for a second, so that several changes of one account cause one frame. The account's own connections use the new name at once.
 */
@ApplicationScoped
class PersonBroadcaster {
    @Inject
    Connections connections;

    /** The latest state of each account that changed, by its id. */
    private final Map<Long, Person> pending = new ConcurrentHashMap<>();

    void onChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) PersonChanged event) {
        connections.ofAccount(event.person().id()).forEach(connection -> connection.rename(event.person()));
        pending.put(event.person().id(), event.person());
    }

    /** Sends the collected changes; {@link PresenceJob} calls it once a second. */
    void tick() {
        for (Long account : pending.keySet()) {
            Person person = pending.remove(account);
            if (person != null) {
                String frame = ServerFrame.person(person);
                connections.all().forEach(connection -> connection.offerEphemeral(frame));
            }
        }
    }
}
