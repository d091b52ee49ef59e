package org.chatboard.conversation.message;

import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.people.account.Person;

/** What a member asks to have stored in a room: it takes the room's next number, and is stored once. */
public sealed interface WriteRequest permits NewMessage, MessageChange {
    /** What makes two requests the same one, whatever they ask for. */
    record Key(long senderId, String cid) {}

    /** {@return the room, of which the sender is a member} */
    RoomMembers room();

    /** {@return who asks, taken from the session and never from the frame} */
    Person sender();

    /** {@return the id that the sender gave it, kept for repeats} */
    String cid();

    /** {@return what a repeat has in common with it} */
    default Key key() {
        return new Key(sender().id(), cid());
    }
}
