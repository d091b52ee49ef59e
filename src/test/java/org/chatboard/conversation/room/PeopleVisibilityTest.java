package org.chatboard.conversation.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.chatboard.people.account.SignedInAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom guests see when memberships change, and how often the database is read for it. */
class PeopleVisibilityTest {
    private static final long OWNER = 1;
    private static final long STRANGER = 2;
    private static final long GUEST = 3;
    private static final long OTHER_GUEST = 4;
    private static final long ROOM = 7;
    private static final long OTHER_ROOM = 8;

    /** The memberships as they are in the database. */
    private final Map<Long, Set<Long>> stored = new HashMap<>();

    private final List<String> reads = new ArrayList<>();
    private final RoomCache rooms = new RoomCache();
    private final PeopleVisibility visibility = new PeopleVisibility();

    @BeforeEach
    void start() {
        stored.put(ROOM, new TreeSet<>(Set.of(OWNER, GUEST, OTHER_GUEST)));
        stored.put(OTHER_ROOM, new TreeSet<>(Set.of(OWNER, STRANGER)));
        rooms.service = new RoomService() {
            @Override
            public Optional<RoomMembers> members(long roomId) {
                reads.add("members of " + roomId);
                return Optional.of(new RoomMembers(
                        roomId, RoomKind.PRIVATE, List.copyOf(stored.get(roomId)), Set.of(OWNER), false));
            }
        };
        visibility.rooms = rooms;
        visibility.peers = new GuestPeersQuery() {
            @Override
            public List<Long> roomIds(long accountId) {
                reads.add("rooms of " + accountId);
                return stored.keySet().stream()
                        .filter(room -> stored.get(room).contains(accountId))
                        .toList();
            }
        };
    }

    private boolean sees(long viewer, long account) {
        String role = viewer == GUEST || viewer == OTHER_GUEST ? "GUEST" : "USER";
        return visibility.sees(
                new SignedInAccount(viewer, viewer, "viewer" + viewer, "Viewer", null, role, Instant.MAX), account);
    }

    private void add(long room, long account) {
        stored.get(room).add(account);
        changed(room, account, true);
    }

    private void remove(long room, long account) {
        stored.get(room).remove(account);
        changed(room, account, false);
    }

    private void changed(long room, long account, boolean member) {
        MembershipsChanged event =
                new MembershipsChanged(Set.of(room), List.of(new MembershipsChanged.Change(room, account, member)));
        visibility.onChanged(event);
        rooms.onChanged(event);
    }

    @Test
    void showsAGuestTheMembersOfItsRoomsAlone() {
        assertThat(sees(GUEST, GUEST)).isTrue();
        assertThat(sees(GUEST, OWNER)).isTrue();
        assertThat(sees(GUEST, OTHER_GUEST)).isTrue();
        assertThat(sees(GUEST, STRANGER)).isFalse();
        assertThat(sees(STRANGER, GUEST)).isTrue();
    }

    @Test
    void readsNothingAgainWhileNoMembershipChanges() {
        sees(GUEST, OWNER);
        sees(OTHER_GUEST, OWNER);
        assertThat(reads).containsExactly("rooms of 3", "members of 7", "rooms of 4");
        reads.clear();
        for (int second = 0; second < 100; second++) {
            for (long account : List.of(OWNER, STRANGER, GUEST, OTHER_GUEST)) {
                sees(GUEST, account);
                sees(OTHER_GUEST, account);
            }
        }
        assertThat(reads).isEmpty();
    }

    @Test
    void readsARoomOnceForAllItsGuestsWhenAMemberIsAdded() {
        assertThat(sees(GUEST, STRANGER)).isFalse();
        assertThat(sees(OTHER_GUEST, STRANGER)).isFalse();
        reads.clear();
        add(ROOM, STRANGER);
        assertThat(sees(GUEST, STRANGER)).isTrue();
        assertThat(sees(OTHER_GUEST, STRANGER)).isTrue();
        assertThat(reads).containsExactly("members of 7");
    }

    @Test
    void hidesARemovedMemberFromTheGuestsAtOnce() {
        add(ROOM, STRANGER);
        assertThat(sees(GUEST, STRANGER)).isTrue();
        remove(ROOM, STRANGER);
        assertThat(sees(GUEST, STRANGER)).isFalse();
    }

    @Test
    void showsARemovedGuestNothingAtOnce() {
        assertThat(sees(GUEST, OWNER)).isTrue();
        remove(ROOM, GUEST);
        assertThat(sees(GUEST, OWNER)).isFalse();
        assertThat(sees(GUEST, OTHER_GUEST)).isFalse();
        assertThat(sees(OTHER_GUEST, OWNER)).isTrue();
    }

    @Test
    void showsAGuestTheMembersOfARoomToWhichItIsAdded() {
        assertThat(sees(GUEST, STRANGER)).isFalse();
        add(OTHER_ROOM, GUEST);
        assertThat(sees(GUEST, STRANGER)).isTrue();
        assertThat(sees(OTHER_GUEST, STRANGER)).isFalse();
    }
}
