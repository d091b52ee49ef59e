package org.chatboard.conversation.request;

import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.people.account.Person;

/** A request to store a message or a change. It takes the room's next sequence number and is stored at most once. */
public sealed interface WriteRequest permits NewMessage, MessageChange, RoomChange {
    /** Identifies a request: two requests with an equal key are duplicates, even if their contents differ. */
    record Key(long senderId, String cid) {}

    /** {@return the room. The sender of a message or its change was a member when the request was made} */
    RoomMembers room();

    /** {@return the account of the session; a frame cannot set it} */
    Person sender();

    /** {@return the idempotency key, chosen by the sender} */
    String cid();

    /** {@return the key that a retry of this request has, too} */
    default Key key() {
        return new Key(sender().id(), cid());
    }
}
