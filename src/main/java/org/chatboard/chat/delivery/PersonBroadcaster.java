package org.chatboard.chat.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.chatboard.chat.connection.Connections;
import org.chatboard.chat.wire.ServerFrame;
import org.chatboard.conversation.room.PeopleVisibility;
import org.chatboard.people.account.PersonChanged;

/**
 * Sends {@code person} to the sockets of this node whose accounts see the person when an account signs up or changes its display name. Changes are collected
 * for a second, so that several changes of one account cause one frame. The account's own connections use the new name at once.
 */
@ApplicationScoped
class PersonBroadcaster {
    @Inject
    Connections connections;

    /** The latest state of each account that changed, by its id. */
    private final Map<Long, PersonChanged> pending = new ConcurrentHashMap<>();

    @Inject
    PeopleVisibility visibility;

    void onChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) PersonChanged event) {
        connections.ofAccount(event.person().id()).forEach(connection -> connection.rename(event.person()));
        pending.put(event.person().id(), event);
    }

    /** Sends the collected changes; {@link PresenceJob} calls it once a second. */
    void tick() {
        for (Long account : pending.keySet()) {
            PersonChanged change = pending.remove(account);
            if (change != null) {
                String frame = ServerFrame.person(change.person(), change.guest());
                String toGuests = ServerFrame.person(change.person(), true);
                connections
                        .all()
                        .filter(connection -> visibility.sees(connection.account(), account))
                        .forEach(connection ->
                                connection.offerEphemeral(connection.account().isGuest() ? toGuests : frame));
            }
        }
    }
}
