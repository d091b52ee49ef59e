package org.chatboard.chat.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.chatboard.chat.connection.Connection;
import org.chatboard.chat.connection.Connections;
import org.chatboard.chat.wire.ServerFrame;
import org.chatboard.conversation.presence.Presence;
import org.chatboard.conversation.presence.PresenceRegistry;
import org.chatboard.conversation.room.PeopleVisibility;
import org.chatboard.people.preference.PreferencesCache;
import org.chatboard.people.preference.PreferencesChanged;

/**
 * Reports to {@link PresenceRegistry} which accounts have open and active pages, and sends {@code presence} to the pages that
 * watch them. Messages have priority over presence, so a tick, which is once a second, sends at most {@value #FRAMES_A_TICK}
 * frames, and none to a slow consumer. A state that was not sent is pending: a later tick sends the state of that time.
 */
@ApplicationScoped
public class PresenceBroadcaster {
    /** Most frames of presence between two ticks: about a tenth of what one processor sends in a second. */
    static final int FRAMES_A_TICK = 4_000;

    @Inject
    Connections connections;

    @Inject
    PresenceRegistry presences;

    @Inject
    PreferencesCache preferences;

    @Inject
    PeopleVisibility visibility;

    private final AtomicInteger framesLeft = new AtomicInteger(FRAMES_A_TICK);
    private final Queue<Connection> pendingConnections = new ConcurrentLinkedQueue<>();
    private volatile int ticks = 1;
    private boolean settled;

    /**
     * Records a page whose {@code hello} was answered, or an open socket of the plain endpoint.
     *
     * @param active whether the person is active on the page
     */
    public void opened(Connection connection, boolean active) {
        synchronized (connection.presenceSubscription()) {
            if (connection.presenceSubscription().open(active)) {
                presences.connected(connection.accountId(), active);
            }
        }
    }

    /** Records the end of a socket. */
    public void closed(Connection connection) {
        synchronized (connection.presenceSubscription()) {
            if (connection.presenceSubscription().close()) {
                presences.disconnected(
                        connection.accountId(),
                        connection.presenceSubscription().isActive());
            }
        }
    }

    /** Records that the person became active or inactive on a page. */
    public void setActive(Connection connection, boolean on) {
        synchronized (connection.presenceSubscription()) {
            if (connection.presenceSubscription().setActive(on)) {
                presences.activityChanged(connection.accountId(), on);
            }
        }
    }

    /**
     * Replaces the accounts that a page watches, and sends their presence: at once for the first {@code watch} in a tick,
     * otherwise at the next tick, so that one page cannot use up the frames of all pages.
     */
    public void watch(Connection connection, List<Long> accounts) {
        boolean first;
        synchronized (connection.presenceSubscription()) {
            first = connection.presenceSubscription().watch(accounts, ticks);
        }
        if (!first) {
            markAllPending(connection);
            return;
        }
        try {
            sendStates(connection, accounts);
        } catch (RuntimeException e) { // the states stay pending, because the page does not send watch again
            markAllPending(connection);
            throw e;
        }
    }

    /**
     * Queues all states for the pages of an account that hides its presence or shows it again. An account that hides its presence
     * does not see the presence of others.
     */
    void onChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) PreferencesChanged event) {
        if (event.former().hidesPresence() != event.preferences().hidesPresence()) {
            connections.ofAccount(event.accountId()).forEach(this::markAllPending);
        }
    }

    private void markAllPending(Connection connection) {
        synchronized (connection.presenceSubscription()) {
            for (long account : connection.presenceSubscription().watched()) {
                markPending(connection, account);
            }
        }
    }

    private void markPending(Connection connection, long account) {
        if (connection.presenceSubscription().addPending(account)) {
            pendingConnections.add(connection);
        }
    }

    /** Sends the pending states, then the changes since the last tick. One thread calls it, about once a second. */
    void tick() {
        ticks++;
        framesLeft.set(FRAMES_A_TICK);
        if (!settled && presences.isStartupGraceOver()) {
            settled = true;
            connections.all().forEach(this::markAllPending); // until now the pages saw everyone as unknown
        }
        for (int count = pendingConnections.size(); count > 0 && framesLeft.get() > 0; count--) {
            sendPending(pendingConnections.poll());
        }
        List<Presence> changes = presences.pollChanges();
        if (!changes.isEmpty()) {
            Map<Long, Presence> byAccount = new HashMap<>();
            changes.forEach(presence -> byAccount.put(presence.accountId(), presence));
            connections.all().forEach(connection -> sendChanges(connection, byAccount));
        }
    }

    private void sendPending(Connection connection) {
        Collection<Long> pending;
        synchronized (connection.presenceSubscription()) {
            pending = connection.presenceSubscription().takePending();
        }
        try {
            sendStates(connection, pending);
        } catch (RuntimeException e) { // the database failed: the states stay pending
            synchronized (connection.presenceSubscription()) {
                pending.forEach(account -> markPending(connection, account));
            }
            throw e;
        }
    }

    private void sendChanges(Connection connection, Map<Long, Presence> changes) {
        List<Long> changed = connection.presenceSubscription().watchedAmong(changes.keySet());
        if (changed.isEmpty()) {
            return;
        }
        try {
            if (!hidesPresence(connection)) { // such an account sees everyone as unknown
                List<Long> visible = visible(connection, changed);
                synchronized (connection.presenceSubscription()) {
                    visible.forEach(account -> send(connection, changes.get(account)));
                }
            }
        } catch (RuntimeException e) { // the next tick sends the states, and the other pages get theirs now
            synchronized (connection.presenceSubscription()) {
                changed.forEach(account -> markPending(connection, account));
            }
        }
    }

    private List<Long> visible(Connection connection, Collection<Long> accounts) {
        return accounts.stream()
                .filter(account -> visibility.sees(connection.account(), account))
                .toList();
    }

    private void sendStates(Connection connection, Collection<Long> accounts) {
        if (accounts.isEmpty()) {
            return;
        }
        boolean hidden = hidesPresence(connection);
        List<Long> visible = visible(connection, accounts);
        presences.current(visible); // fills the cache, so that the lock below is held without a read of the database
        synchronized (connection.presenceSubscription()) { // otherwise an older state could follow a newer one
            List<Presence> states =
                    hidden ? visible.stream().map(Presence::unknown).toList() : presences.current(visible);
            states.forEach(presence -> send(connection, presence));
        }
    }

    private boolean hidesPresence(Connection connection) {
        return preferences.get(connection.accountId()).hidesPresence();
    }

    private void send(Connection connection, Presence presence) {
        if (framesLeft.getAndDecrement() <= 0 || !connection.offerEphemeral(ServerFrame.presence(presence))) {
            markPending(connection, presence.accountId());
        }
    }
}
