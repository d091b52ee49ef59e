package org.chatboard.chat.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.chatboard.chat.connection.Connections;
import org.chatboard.chat.wire.ServerFrame;
import org.chatboard.conversation.presence.TypingRegistry;
import org.chatboard.conversation.room.RoomAccess;
import org.chatboard.conversation.room.RoomAction;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.people.preference.PreferencesCache;

/**
 * Sends {@code typing} to the pages of the other members of a room. An account that hides typing neither sends nor receives it.
 */
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
     * Sends that an account has started or stopped typing in a room, if the rate limit of {@link TypingRegistry} allows it.
     *
     * @param room a room of which the account is a member
     */
    public void broadcast(long account, RoomMembers room, boolean on) {
        boolean visible = !preferences.get(account).hidesTyping() && hasRecipient(account, room);
        if (visible && typings.trySend(new TypingRegistry.Typist(room.roomId(), account), on)) {
            send(account, room, on);
        }
    }

    /** Sends the stops of typing that the rate limit has delayed; {@link PresenceJob} calls it once a second. */
    void tick() {
        typings.pollPendingStops().forEach(typist -> access.find(typist.room(), typist.account(), RoomAction.SEE)
                .ifPresent(room -> send(typist.account(), room, false)));
    }

    private boolean hasRecipient(long account, RoomMembers room) {
        return room.accountIds().stream()
                .anyMatch(other ->
                        other != account && !connections.ofAccount(other).isEmpty());
    }

    private void send(long account, RoomMembers room, boolean on) {
        String frame = ServerFrame.typing(room.roomId(), account, on);
        for (long other : room.accountIds()) {
            if (other != account
                    && !connections.ofAccount(other).isEmpty()
                    && !preferences.get(other).hidesTyping()) {
                connections.ofAccount(other).forEach(connection -> connection.offerEphemeral(room.roomId(), frame));
            }
        }
    }
}
