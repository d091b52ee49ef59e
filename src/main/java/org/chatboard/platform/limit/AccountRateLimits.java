package org.chatboard.platform.limit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.chatboard.platform.config.Settings;

/**
 * The {@link AccountRates} of each account on this node. Callers look them up at each use, because those with full buckets are
 * evicted.
 */
@ApplicationScoped
public class AccountRateLimits {
    private final Map<Long, AccountRates> byAccount = new ConcurrentHashMap<>();

    private Settings settings;

    /** For the container's proxy. */
    protected AccountRateLimits() {}

    /** Creates the bean; {@code settings} contains the rates. */
    @Inject
    public AccountRateLimits(Settings settings) {
        this.settings = settings;
    }

    /** {@return the token buckets of an account} */
    public AccountRates of(long accountId) {
        return byAccount.computeIfAbsent(accountId, id -> new AccountRates(settings.limits()));
    }

    /** Evicts the accounts whose buckets are full. To evict another account would refill its buckets. */
    public void evictFull() {
        for (Long account : List.copyOf(byAccount.keySet())) {
            byAccount.computeIfPresent(account, (id, rates) -> rates.isFull() ? null : rates);
        }
    }
}
