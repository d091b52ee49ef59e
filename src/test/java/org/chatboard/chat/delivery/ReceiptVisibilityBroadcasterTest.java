package org.chatboard.chat.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.chatboard.conversation.inbox.RoomOverviewPage;
import org.chatboard.conversation.inbox.RoomOverviewQuery;
import org.chatboard.people.preference.Preferences;
import org.chatboard.people.preference.PreferencesChanged;
import org.junit.jupiter.api.Test;

class ReceiptVisibilityBroadcasterTest {
    private static final Preferences HIDDEN = Preferences.DEFAULT.withPrivacy(false, false, true);

    private final List<Runnable> tasks = new ArrayList<>();
    private final List<Long> readAccounts = new ArrayList<>();
    private final ReceiptVisibilityBroadcaster receipts = new ReceiptVisibilityBroadcaster();

    @Test
    void readsTheRoomsOnceForManyChangesInARow() {
        receipts.executor = (ManagedExecutorService) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ManagedExecutorService.class},
                (self, method, arguments) -> {
                    tasks.add((Runnable) arguments[0]);
                    return null;
                });
        receipts.overviews = new RoomOverviewQuery() {
            @Override
            public RoomOverviewPage page(long accountId, String after, int limit) {
                readAccounts.add(accountId);
                return new RoomOverviewPage(List.of(), null);
            }
        };
        for (int i = 0; i < 100; i++) {
            change(1, Preferences.DEFAULT, HIDDEN);
            change(1, HIDDEN, Preferences.DEFAULT);
        }
        change(2, Preferences.DEFAULT, HIDDEN);
        runAll();
        assertThat(readAccounts).containsExactly(1L, 2L);
        change(1, Preferences.DEFAULT, HIDDEN);
        runAll();
        assertThat(readAccounts).as("a change after the read").containsExactly(1L, 2L, 1L);
    }

    private void change(long account, Preferences former, Preferences now) {
        receipts.onChanged(new PreferencesChanged(account, former, now));
    }

    private void runAll() {
        tasks.forEach(Runnable::run);
        tasks.clear();
    }
}
