package org.chatboard.chat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.chatboard.account.AccountPreferences;
import org.chatboard.presence.Typings;
import org.chatboard.room.RoomMembers;
import org.chatboard.room.Rooms;

/** Passes on that somebody types, to the other members of the room whose pages know of it. Whoever hides it does not see it either. */
@ApplicationScoped
class TypingRelay {
    @Inject
    Typings typings;

    @Inject
    AccountPreferences preferences;

    @Inject
    Connections connections;

    @Inject
    Rooms rooms;

    /**
     * Somebody types, or has ended.
     *
     * @param room one that the account is a member of
     */
    void pass(long account, RoomMembers room, boolean on) {
        boolean passes = !preferences.of(account).hidesTyping() && isHeard(account, room);
        if (passes && typings.passes(new Typings.Place(room.roomId(), account), on)) {
            tell(account, room, on);
        }
    }

    /** Passes on the ends that came too soon. Called about once a second. */
    void tick() {
        typings.takeEnded().forEach(place -> rooms.ofMember(place.room(), place.account())
                .ifPresent(room -> tell(place.account(), room, false)));
    }

    private boolean isHeard(long account, RoomMembers room) {
        return room.accountIds().stream()
                .anyMatch(other ->
                        other != account && !connections.ofAccount(other).isEmpty());
    }

    private void tell(long account, RoomMembers room, boolean on) {
        String frame = ServerFrame.typing(room.roomId(), account, on);
        for (long other : room.accountIds()) {
            if (other != account
                    && !connections.ofAccount(other).isEmpty()
                    && !preferences.of(other).hidesTyping()) {
                connections.ofAccount(other).stream()
                        .filter(connection -> connection.feed().knows(room.roomId()))
                        .forEach(connection -> connection.offerPassing(frame));
            }
        }
    }
}
