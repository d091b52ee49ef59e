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
 * Sends a {@code person} frame to every socket of this node when somebody signed up or changed the display name. Changes wait for the
 * next second, so that several of one account are one frame; the account's own sockets use the new name at once.
 */
@ApplicationScoped
class PersonBroadcaster {
    @Inject
    Connections connections;

    /** The latest state of each account that changed, by its id. */
    private final Map<Long, Person> waiting = new ConcurrentHashMap<>();

    void onChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) PersonChanged event) {
        connections.ofAccount(event.person().id()).forEach(connection -> connection.rename(event.person()));
        waiting.put(event.person().id(), event.person());
    }

    /** Sends what waits; called once a second. */
    void tick() {
        for (Long account : waiting.keySet()) {
            Person person = waiting.remove(account);
            if (person != null) {
                String frame = ServerFrame.person(person);
                connections.all().forEach(connection -> connection.offerPassing(frame));
            }
        }
    }
}
