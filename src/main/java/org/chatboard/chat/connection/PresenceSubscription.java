package org.chatboard.chat.connection;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether somebody looks at a page, and the people whom it shows. Every socket has one, so it holds little. Guarded by itself, but for reading
 * whom it shows. */
public final class PresenceSubscription {
    private static final long[] NOBODY = {};

    private boolean there;
    private boolean active;
    private boolean ended;
    private volatile long[] watched = NOBODY; // never changed, only replaced
    private int watchedTick;
    private Set<Long> missed; // null for none

    /** The page has been welcomed. @return false where it has gone already */
    public boolean come(boolean looked) {
        boolean first = !there && !ended;
        there |= first;
        active = first ? looked : active;
        return first;
    }

    /** Whether somebody looks. @return whether that is another than before */
    public boolean turn(boolean on) {
        boolean turned = there && active != on;
        active = turned ? on : active;
        return turned;
    }

    /** The socket has gone. @return whether it was there */
    public boolean leave() {
        boolean left = there;
        there = false;
        ended = true;
        watched = NOBODY;
        missed = null;
        return left;
    }

    public boolean isActive() {
        return active;
    }

    /** The page shows these people. @return whether it is the first time since that tick that it says so */
    public boolean watch(List<Long> accounts, int tick) {
        watched = ended ? NOBODY : accounts.stream().mapToLong(Long::longValue).toArray();
        boolean first = watchedTick != tick;
        watchedTick = tick;
        if (missed != null) { // it stays among those who are behind
            missed.clear();
        }
        return first;
    }

    public long[] watched() {
        return watched;
    }

    /** {@return those of some accounts whom the page shows} */
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

    /** Could not be told of somebody. @return whether that is the first one */
    public boolean miss(long account) {
        boolean first = missed == null && !ended;
        missed = first ? new HashSet<>() : missed;
        if (missed != null) {
            missed.add(account);
        }
        return first;
    }

    /** {@return of whom it could not be told, which is forgotten here} */
    public Set<Long> takeMissed() {
        Set<Long> taken = missed == null ? Set.of() : missed;
        missed = null;
        return taken;
    }
}
