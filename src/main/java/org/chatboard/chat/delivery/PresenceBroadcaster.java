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
import org.chatboard.people.preference.PreferencesCache;
import org.chatboard.people.preference.PreferencesChanged;

/**
 * Takes what pages say of who looks at them, and tells those who watch somebody. It is the first to be left out: a second has only so
 * many frames for it, a reader who is behind gets none, and whoever was left out is told later, with what is true then.
 */
@ApplicationScoped
public class PresenceBroadcaster {
    /** Frames between two ticks: about a tenth of what a processor sends in a second. */
    static final int FRAMES_A_TICK = 4_000;

    @Inject
    Connections connections;

    @Inject
    PresenceRegistry presences;

    @Inject
    PreferencesCache preferences;

    private final AtomicInteger framesLeft = new AtomicInteger(FRAMES_A_TICK);
    private final Queue<Connection> behind = new ConcurrentLinkedQueue<>();
    private volatile int ticks = 1;
    private boolean settled;

    /** A socket was opened by somebody. */
    public void came(Connection connection, boolean active) {
        synchronized (connection.lookout()) {
            if (connection.lookout().come(active)) {
                presences.connected(connection.accountId(), active);
            }
        }
    }

    /** A socket has ended. */
    public void left(Connection connection) {
        synchronized (connection.lookout()) {
            if (connection.lookout().leave()) {
                presences.disconnected(
                        connection.accountId(), connection.lookout().isActive());
            }
        }
    }

    /** Somebody looks at the page again, or does not any more. */
    public void turn(Connection connection, boolean on) {
        synchronized (connection.lookout()) {
            if (connection.lookout().turn(on)) {
                presences.activityChanged(connection.accountId(), on);
            }
        }
    }

    /** A page shows these people now; it is told where they are, at once unless it has just been: else one page could have it all. */
    public void watch(Connection connection, List<Long> accounts) {
        boolean now;
        synchronized (connection.lookout()) {
            now = connection.lookout().watch(accounts, ticks);
        }
        if (!now) {
            missAll(connection);
            return;
        }
        try {
            tell(connection, accounts);
        } catch (RuntimeException e) { // the page does not ask again
            missAll(connection);
            throw e;
        }
    }

    /** Whoever does not show it does not see it of others either. */
    void onChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) PreferencesChanged event) {
        if (event.former().hidesPresence() != event.preferences().hidesPresence()) {
            connections.ofAccount(event.accountId()).forEach(this::missAll);
        }
    }

    private void missAll(Connection connection) {
        synchronized (connection.lookout()) {
            for (long account : connection.lookout().watched()) {
                miss(connection, account);
            }
        }
    }

    private void miss(Connection connection, long account) {
        if (connection.lookout().miss(account)) {
            behind.add(connection);
        }
    }

    /** Tells what has changed, and those who were left out before. Called about once a second, by one thread. */
    void tick() {
        ticks++;
        framesLeft.set(FRAMES_A_TICK);
        if (!settled && presences.isStartupGraceOver()) {
            settled = true;
            connections.all().forEach(this::missAll); // of whom nothing was known until now
        }
        for (int waiting = behind.size(); waiting > 0 && framesLeft.get() > 0; waiting--) {
            tellMissed(behind.poll());
        }
        List<Presence> changes = presences.pollChanges();
        if (!changes.isEmpty()) {
            Map<Long, Presence> byAccount = new HashMap<>();
            changes.forEach(presence -> byAccount.put(presence.accountId(), presence));
            connections.all().forEach(connection -> tellChanges(connection, byAccount));
        }
    }

    private void tellMissed(Connection connection) {
        Collection<Long> missed;
        synchronized (connection.lookout()) {
            missed = connection.lookout().takeMissed();
        }
        try {
            tell(connection, missed);
        } catch (RuntimeException e) { // the database did not answer: they are still to be told
            synchronized (connection.lookout()) {
                missed.forEach(account -> miss(connection, account));
            }
            throw e;
        }
    }

    private void tellChanges(Connection connection, Map<Long, Presence> changes) {
        List<Long> changed = connection.lookout().watchedAmong(changes.keySet());
        if (!changed.isEmpty() && !isBlind(connection)) { // one that is blind knows of nobody already
            synchronized (connection.lookout()) {
                changed.forEach(account -> send(connection, changes.get(account)));
            }
        }
    }

    private void tell(Connection connection, Collection<Long> accounts) {
        if (accounts.isEmpty()) {
            return;
        }
        boolean blind = isBlind(connection);
        presences.current(accounts); // so that the database is not asked below, while what changes waits
        synchronized (
                connection.lookout()) { // else a change that is told in between would be undone by what was before
            List<Presence> states =
                    blind ? accounts.stream().map(Presence::unknown).toList() : presences.current(accounts);
            states.forEach(presence -> send(connection, presence));
        }
    }

    private boolean isBlind(Connection connection) {
        return preferences.get(connection.accountId()).hidesPresence();
    }

    private void send(Connection connection, Presence presence) {
        if (framesLeft.getAndDecrement() <= 0 || !connection.offerPassing(ServerFrame.presence(presence))) {
            miss(connection, presence.accountId());
        }
    }
}
