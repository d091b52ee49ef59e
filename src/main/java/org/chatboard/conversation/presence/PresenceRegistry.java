package org.chatboard.conversation.presence;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.chatboard.conversation.presence.LastSeenService.Seen;
import org.chatboard.people.preference.PreferencesChanged;
import org.chatboard.platform.support.ServerStopping;

/**
 * Who is there, by account over all its sockets on this node. A drop of less than {@value #GRACE_MS} ms is not shown, and what changes
 * is shown at most once in {@value #BETWEEN_MS} ms an account: whoever asks for changes gets where it stands then.
 */
@ApplicationScoped
public class PresenceRegistry {
    /** How long somebody without a socket is still shown as before: they come back, or the server has just started. */
    static final long GRACE_MS = 15_000;

    static final long BETWEEN_MS = 2_000;
    private static final long NOTE_MS = 60_000;

    @Inject
    Clock clock;

    @Inject
    LastSeenWriter lastSeen;

    private final Map<Long, Attendance> attendances = new HashMap<>();
    private final Set<Long> changed = new LinkedHashSet<>();

    /** Who shows or hides it from now on: that is told, while what a hidden one does is not. */
    private final Set<Long> uncovered = new HashSet<>();

    /** Who went since it was last noted. */
    private final Set<Long> gone = new HashSet<>();

    /** What could not be stored: when they were there, of who has not been there since. */
    private final Map<Long, Instant> unstored = new HashMap<>();

    private long startedMs;
    private long notedMs;

    @PostConstruct
    void start() {
        startedMs = clock.millis();
        notedMs = startedMs;
    }

    /** Somebody opened a socket, whose page they look at, or do not. */
    public synchronized void came(long accountId, boolean active) {
        Attendance attendance = attendances.computeIfAbsent(accountId, id -> new Attendance());
        attendance.sockets++;
        attendance.active += active ? 1 : 0;
        changed.add(accountId);
    }

    /** Somebody's socket ended. */
    public synchronized void went(long accountId, boolean active) {
        Attendance attendance = attendances.get(accountId);
        attendance.before = attendance.active > 0 ? PresenceState.ONLINE : PresenceState.AWAY;
        attendance.sockets--;
        attendance.active -= active ? 1 : 0;
        attendance.leftMs = clock.millis();
        changed.add(accountId);
        if (attendance.sockets == 0) {
            gone.add(accountId);
        }
    }

    /** A socket that was looked at is not any more, or the other way round. */
    public synchronized void turned(long accountId, boolean active) {
        attendances.get(accountId).active += active ? 1 : -1;
        changed.add(accountId);
    }

    synchronized void onChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) PreferencesChanged event) {
        if (event.former().hidesPresence() != event.preferences().hidesPresence()) {
            changed.add(event.accountId());
            uncovered.add(event.accountId());
        }
    }

    /** {@return where some people are now, in their order; at most one query} */
    public List<Presence> of(Collection<Long> accountIds) {
        Map<Long, Seen> seen = lastSeen.of(accountIds);
        synchronized (this) {
            return accountIds.stream()
                    .map(account -> toldAhead(presence(account, seen.get(account))))
                    .toList();
        }
    }

    /** Who asks may hear what was not shown yet: it is told of whatever comes next, be it what was shown before. */
    private Presence toldAhead(Presence presence) {
        Attendance attendance = attendances.get(presence.accountId());
        if (attendance != null && attendance.shown != presence.state()) {
            attendance.shown = null;
        }
        return presence;
    }

    /** {@return whose presence is another than was last returned here; the others that have changed wait for their time} */
    public List<Presence> takeChanges() {
        Set<Long> told = new HashSet<>();
        List<Long> due = due(told);
        if (due.isEmpty()) {
            return List.of();
        }
        Map<Long, Seen> seen;
        try {
            seen = lastSeen.of(due);
        } catch (RuntimeException e) { // the database did not answer: it is told once it does
            synchronized (this) {
                uncovered.addAll(told);
            }
            throw e;
        }
        List<Presence> changes = new ArrayList<>();
        synchronized (this) {
            long nowMs = clock.millis();
            for (Long account : due) {
                Presence presence = presence(account, seen.get(account));
                if (told.contains(account) || isNews(account, presence)) {
                    changes.add(presence);
                    attendances.computeIfAbsent(account, id -> new Attendance()).show(presence.state(), nowMs);
                }
                settle(account, nowMs);
            }
        }
        return changes;
    }

    /** {@return who may be shown again} Adds those to {@code told} of whom it is told in any case, from what is known after this. */
    private synchronized List<Long> due(Set<Long> told) {
        long nowMs = clock.millis();
        List<Long> due = changed.stream()
                .filter(account -> {
                    Attendance attendance = attendances.get(account);
                    return attendance == null || nowMs - attendance.shownMs >= BETWEEN_MS;
                })
                .toList();
        due.stream().filter(uncovered::remove).forEach(told::add);
        return due;
    }

    private boolean isNews(long accountId, Presence presence) {
        Attendance attendance = attendances.get(accountId);
        if (attendance == null || attendance.shown == presence.state()) {
            return false;
        }
        return attendance.shown != null || presence.state() != PresenceState.UNKNOWN;
    }

    /** What has been shown waits no longer; who is gone is forgotten, once their next coming may be shown at once. */
    private void settle(long accountId, long nowMs) {
        Attendance attendance = attendances.get(accountId);
        if (uncovered.contains(accountId)) {
            return; // since it was looked at
        }
        if (attendance == null || attendance.sockets > 0) {
            changed.remove(accountId);
        } else if (nowMs - attendance.leftMs >= GRACE_MS && nowMs - attendance.shownMs >= BETWEEN_MS) {
            changed.remove(accountId);
            attendances.remove(accountId);
        }
    }

    private Presence presence(long accountId, Seen seen) {
        if (seen == null || seen.hidden()) {
            return Presence.unknown(accountId);
        }
        long nowMs = clock.millis();
        Attendance attendance = attendances.get(accountId);
        if (attendance != null && (attendance.sockets > 0 || nowMs - attendance.leftMs < GRACE_MS)) {
            return new Presence(accountId, attendance.state(), null);
        }
        if (nowMs - startedMs < GRACE_MS) { // they may be on their way back to the server that has just started
            return Presence.unknown(accountId);
        }
        boolean left = attendance != null && attendance.leftMs > 0;
        Instant at = left ? Instant.ofEpochMilli(attendance.leftMs) : seen.at();
        return new Presence(accountId, PresenceState.OFFLINE, at);
    }

    /** {@return whether the server has just been running for so long that who has not come back counts as gone} */
    public boolean isSettled() {
        return clock.millis() - startedMs >= GRACE_MS;
    }

    /**
     * Stores when people were last there: who went since, and once a minute who is still there. What the database does not take is
     * stored by the next call. Called by one thread at a time.
     */
    public void note() {
        Map<Instant, Set<Long>> toStore = new TreeMap<>();
        synchronized (this) {
            takeThere().forEach(account -> unstored.put(account, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
            unstored.forEach((account, at) ->
                    toStore.computeIfAbsent(at, any -> new HashSet<>()).add(account));
        }
        toStore.forEach((at, accounts) -> {
            lastSeen.note(accounts, at);
            synchronized (this) {
                accounts.forEach(account -> unstored.remove(account, at));
            }
        });
    }

    private Set<Long> takeThere() {
        Set<Long> there = new HashSet<>(gone);
        gone.clear();
        long nowMs = clock.millis();
        if (nowMs - notedMs >= NOTE_MS) {
            notedMs = nowMs;
            addPresent(there);
        }
        return there;
    }

    /** The server stops: what is to be stored is stored now. */
    void onStopping(@Observes @Priority(ServerStopping.FINISH) ServerStopping event) {
        synchronized (this) {
            addPresent(gone);
        }
        note();
    }

    private void addPresent(Set<Long> there) {
        attendances.forEach((account, attendance) -> {
            if (attendance.sockets > 0) {
                there.add(account);
            }
        });
    }

    /** An account's sockets, and what was shown of it. Guarded by what holds it. */
    private static final class Attendance {
        private int sockets;
        private int active;
        private long leftMs;
        private PresenceState before;
        private PresenceState shown;
        private long shownMs;

        PresenceState state() {
            if (sockets == 0) {
                return before;
            }
            return active > 0 ? PresenceState.ONLINE : PresenceState.AWAY;
        }

        void show(PresenceState state, long nowMs) {
            shown = state;
            shownMs = nowMs;
        }
    }
}
