package org.chatboard.chat.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.chatboard.chat.connection.Connections;
import org.chatboard.chat.wire.ServerFrame;
import org.chatboard.conversation.presence.TypingRegistry;
import org.chatboard.conversation.room.RoomAccess;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.people.preference.PreferencesCache;

/** Passes on that somebody types, to the other members of the room whose pages know of it. Whoever hides it does not see it either. */
@ApplicationScoped
public class TypingBroadcaster {
    @Inject
    TypingRegistry typings;

    @Inject
    PreferencesCache preferences;

    @Inject
    Connections connections;

    @Inject
    RoomAccess access;

    /**
     * Somebody types, or has ended.
     *
     * @param room one that the account is a member of
     */
    public void pass(long account, RoomMembers room, boolean on) {
        boolean passes = !preferences.get(account).hidesTyping() && isHeard(account, room);
        if (passes && typings.trySend(new TypingRegistry.Typist(room.roomId(), account), on)) {
            tell(account, room, on);
        }
    }

    /** Passes on the ends that came too soon. Called about once a second. */
    void tick() {
        typings.pollPendingStops().forEach(typist -> access.findAsMember(typist.room(), typist.account())
                .ifPresent(room -> tell(typist.account(), room, false)));
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
                    && !preferences.get(other).hidesTyping()) {
                connections.ofAccount(other).stream()
                        .filter(connection -> connection.subscriptions().knows(room.roomId()))
                        .forEach(connection -> connection.offerPassing(frame));
            }
        }
    }
}
