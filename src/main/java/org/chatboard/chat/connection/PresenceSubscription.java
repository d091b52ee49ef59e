package org.chatboard.chat.connection;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The presence data of one page: whether its person is active, the accounts whose presence the page watches, and those whose
 * state must still be sent. Every socket has such an object, so it must be small. Callers hold its lock, except for
 * {@link #watched} and {@link #watchedAmong}.
 */
public final class PresenceSubscription {
    private static final long[] NONE = {};

    private boolean open;
    private boolean active;
    private boolean closed;
    private volatile long[] watched = NONE; // replaced, never changed
    private int watchedTick;
    private Set<Long> pending; // accounts whose state must still be sent; null for none

    /** Opens the subscription after {@code welcome}. {@return false if it was opened or closed before} */
    public boolean open(boolean isActive) {
        boolean first = !open && !closed;
        open |= first;
        active = first ? isActive : active;
        return first;
    }

    /** Sets whether the person is active on the page. {@return whether the value has changed} */
    public boolean setActive(boolean on) {
        boolean changed = open && active != on;
        active = changed ? on : active;
        return changed;
    }

    /** Closes the subscription with its socket. {@return whether it was open} */
    public boolean close() {
        boolean wasOpen = open;
        open = false;
        closed = true;
        watched = NONE;
        pending = null;
        return wasOpen;
    }

    public boolean isActive() {
        return active;
    }

    /**
     * Replaces the watched accounts. {@return whether this is the first one in the tick, a run of {@code PresenceJob}}
     */
    public boolean watch(List<Long> accounts, int tick) {
        watched = closed ? NONE : accounts.stream().mapToLong(Long::longValue).toArray();
        boolean first = watchedTick != tick;
        watchedTick = tick;
        if (pending != null) { // emptied, not set to null: after null, addPending would queue the connection again
            pending.clear();
        }
        return first;
    }

    /** {@return ids of the accounts whose presence the page shows} */
    public long[] watched() {
        return watched;
    }

    /** {@return those of the given accounts whose presence the page shows} */
    public List<Long> watchedAmong(Set<Long> accounts) {
        long[] all = watched;
        List<Long> found = List.of();
        for (long account : all) {
            if (accounts.contains(account)) {
                found = found.isEmpty() ? new ArrayList<>() : found;
                found.add(account);
            }
        }
        return found;
    }

    /**
     * Adds an account whose state must be sent later. {@return whether no other was pending, so that the caller must queue the
     * connection}
     */
    public boolean addPending(long account) {
        boolean first = pending == null && !closed;
        pending = first ? new HashSet<>() : pending;
        if (pending != null) {
            pending.add(account);
        }
        return first;
    }

    /** Removes and returns the accounts whose state must be sent. */
    public Set<Long> takePending() {
        Set<Long> taken = pending == null ? Set.of() : pending;
        pending = null;
        return taken;
    }
}
