package org.chatboard.conversation.request;

import org.chatboard.conversation.room.RoomAction;
import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.conversation.room.RoomRole;
import org.chatboard.people.account.Person;
import org.chatboard.platform.image.PictureVersion;
import org.chatboard.platform.image.PreparedPicture;

/**
 * A request to change a room or its members. The transaction that stores it checks whether the sender may. It takes a sequence number and
 * leaves a line in the room, like a message, but does not count as one.
 *
 * @param room the room, of which the sender need not be a member
 * @param sender account of the session
 * @param cid idempotency key
 * @param operation the change to make
 */
public record RoomChange(RoomMembers room, Person sender, String cid, Operation operation) implements WriteRequest {
    /** A change to make to a room. */
    public sealed interface Operation {
        /** {@return what the sender must be allowed to do} */
        RoomAction action();

        /** {@return the account to which it happens, null if that is the sender or the whole room} */
        default Person subject() {
            return null;
        }
    }

    /** A change that only an owner may make. */
    public sealed interface ByOwner extends Operation {
        @Override
        default RoomAction action() {
            return RoomAction.MANAGE;
        }
    }

    /** Begins a new room, as its first room event. */
    public record Create() implements ByOwner {}

    /** Makes the sender a member of a public room. */
    public record Join() implements Operation {
        @Override
        public RoomAction action() {
            return RoomAction.JOIN;
        }
    }

    /** Makes the sender a member by an invitation, a use of which the same transaction has spent. */
    public record JoinInvited() implements Operation {
        @Override
        public RoomAction action() {
            return RoomAction.JOIN_INVITED;
        }
    }

    /** Ends the sender's membership. */
    public record Leave() implements Operation {
        @Override
        public RoomAction action() {
            return RoomAction.LEAVE;
        }
    }

    /** Makes another account a member. */
    public record Add(Person subject) implements Operation {
        @Override
        public RoomAction action() {
            return RoomAction.ADD;
        }
    }

    /** Ends the membership of another account. */
    public record Remove(Person subject) implements ByOwner {}

    /** Changes the role of a member. */
    public record SetRole(Person subject, RoomRole role) implements ByOwner {}

    /** Changes the name. */
    public record Rename(String name) implements ByOwner {}

    /** Changes the topic; an empty one removes it. */
    public record SetTopic(String topic) implements ByOwner {}

    /** Changes the picture; null removes it. */
    public record SetPicture(PreparedPicture picture) implements ByOwner {
        /** {@return the version of the picture, as in a room event; empty if there is none any more} */
        public String version() {
            return picture == null ? "" : PictureVersion.of(picture.sha256());
        }
    }

    /** Archives the room, or restores it. */
    public record Archive(boolean on) implements Operation {
        @Override
        public RoomAction action() {
            return RoomAction.ARCHIVE;
        }
    }
}
