package org.chatboard.conversation.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoomAccessTest {
    private static final long OWNER = 1;
    private static final long MEMBER = 2;
    private static final long STRANGER = 3;
    private static final long ROOM = 7;
    private static final long ARCHIVED = 8;

    private final RoomAccess access = new RoomAccess(new RoomCache() {
        @Override
        public Optional<RoomMembers> members(long roomId) {
            return roomId == ROOM || roomId == ARCHIVED
                    ? Optional.of(new RoomMembers(
                            roomId, RoomKind.PRIVATE, List.of(OWNER, MEMBER), Set.of(OWNER), roomId == ARCHIVED))
                    : Optional.empty();
        }
    });

    @Test
    void findsARoomInWhichTheAccountMayDoThis() {
        assertThat(access.require(ROOM, OWNER, RoomAction.MANAGE).roomId()).isEqualTo(ROOM);
        assertThat(access.require(ROOM, MEMBER, RoomAction.WRITE).roomId()).isEqualTo(ROOM);
        assertThat(access.find(ARCHIVED, MEMBER, RoomAction.SEE)).isPresent();
    }

    @Test
    void rejectsWithTheReasonBeforeAnythingIsQueued() {
        assertRejected(ROOM, MEMBER, RoomAction.MANAGE, RoomRejection.OWNERS_ONLY);
        assertRejected(ARCHIVED, OWNER, RoomAction.WRITE, RoomRejection.ARCHIVED);
        assertRejected(ROOM, STRANGER, RoomAction.SEE, RoomRejection.NOT_A_MEMBER);
        assertRejected(9, OWNER, RoomAction.SEE, RoomRejection.NOT_A_MEMBER);
    }

    private void assertRejected(long room, long account, RoomAction action, RoomRejection reason) {
        assertThat(access.find(room, account, action)).isEmpty();
        assertThatThrownBy(() -> access.require(room, account, action))
                .isInstanceOfSatisfying(RoomRejectedException.class, rejected -> {
                    assertThat(rejected.rejection()).isEqualTo(reason);
                    assertThat(rejected.status()).isEqualTo(reason.status());
                    assertThat(rejected instanceof RoomNotFoundException)
                            .isEqualTo(reason == RoomRejection.NOT_A_MEMBER);
                });
    }
}
