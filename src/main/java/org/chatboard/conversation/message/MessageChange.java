package org.chatboard.conversation.message;

import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.people.account.Person;

/**
 * A change of a message on its way to be stored; who asks is a member of the room, and what was asked for was checked by itself. Whether
 * the message is there, and whose it is, is seen in the transaction that stores it.
 *
 * @param room where the message is said to be
 * @param sender who asks, taken from the session and never from the frame
 * @param cid the id that the sender gave the change, kept for repeats
 * @param messageId id of the message
 * @param what becomes of it
 */
public record MessageChange(RoomMembers room, Person sender, String cid, long messageId, What what)
        implements WriteRequest {
    /** What becomes of a message. */
    public sealed interface What {
        /** {@return what that is called} */
        ChangeKind kind();

        /**
         * The same with its text as it is stored.
         *
         * @param maxCodePoints the limit of a message's text
         * @throws MessageRejectedException where it cannot be stored, whatever the message
         */
        default What checked(int maxCodePoints) {
            return this;
        }
    }

    /**
     * Gives it another text.
     *
     * @param text the whole new text
     */
    public record Edit(String text) implements What {
        @Override
        public ChangeKind kind() {
            return ChangeKind.EDIT;
        }

        @Override
        public Edit checked(int maxCodePoints) {
            return new Edit(MessageText.checked(text, maxCodePoints));
        }
    }

    /** Empties it for everybody. */
    public record Delete() implements What {
        @Override
        public ChangeKind kind() {
            return ChangeKind.DELETE;
        }
    }

    /**
     * Sets or takes back a reaction of who asks.
     *
     * @param emoji which
     * @param on whether it is set
     */
    public record React(String emoji, boolean on) implements What {
        @Override
        public ChangeKind kind() {
            return ChangeKind.REACTION;
        }

        @Override
        public React checked(int maxCodePoints) {
            return new React(Emoji.checked(emoji), on);
        }
    }
}
