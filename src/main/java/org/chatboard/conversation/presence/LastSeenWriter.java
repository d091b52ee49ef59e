package org.chatboard.conversation.presence;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chatboard.conversation.presence.LastSeenService.Seen;
import org.chatboard.people.preference.PreferencesChanged;

/**
 * When people were last there, and who does not show it: the latest asked for {@value #KEPT}, so that a thousand pages that come
 * back at once do not ask the database for the same people.
 */
@ApplicationScoped
class LastSeenWriter {
    private static final int KEPT = 20_000;

    @Inject
    LastSeenService service;

    private final Map<Long, Seen> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Seen> eldest) {
            return size() > KEPT;
        }
    };
    private long changes;

    /** {@return what is known of some accounts, those that do not exist left out; a query for those not asked for lately} */
    Map<Long, Seen> of(Collection<Long> accountIds) {
        Map<Long, Seen> found = new HashMap<>();
        List<Long> unheard = new ArrayList<>();
        long before;
        synchronized (this) {
            before = changes;
            for (Long account : accountIds) {
                Seen seen = known.get(account);
                if (seen == null) {
                    unheard.add(account);
                } else {
                    found.put(account, seen);
                }
            }
        }
        for (int from = 0; from < unheard.size(); from += LastSeenService.AT_ONCE) {
            Map<Long, Seen> read =
                    service.of(unheard.subList(from, Math.min(unheard.size(), from + LastSeenService.AT_ONCE)));
            found.putAll(read);
            keep(read, before);
        }
        return found;
    }

    /** Not where something changed meanwhile: what was read may be what was before. */
    private synchronized void keep(Map<Long, Seen> read, long before) {
        if (changes == before) {
            known.putAll(read);
        }
    }

    /** Stores that accounts were there. */
    void note(Collection<Long> accountIds, Instant at) {
        List<Long> ids = List.copyOf(accountIds);
        for (int from = 0; from < ids.size(); from += LastSeenService.AT_ONCE) {
            service.note(ids.subList(from, Math.min(ids.size(), from + LastSeenService.AT_ONCE)), at);
        }
        synchronized (this) {
            changes++;
            ids.forEach(account -> known.computeIfPresent(account, (id, seen) -> new Seen(at, seen.hidden())));
        }
    }

    /** Before others hear of it, and ask here. */
    synchronized void onChanged(
            @Observes(during = TransactionPhase.AFTER_SUCCESS) @Priority(Interceptor.Priority.LIBRARY_BEFORE)
                    PreferencesChanged event) {
        changes++;
        known.computeIfPresent(
                event.accountId(),
                (id, seen) -> new Seen(seen.at(), event.preferences().hidesPresence()));
    }
}
