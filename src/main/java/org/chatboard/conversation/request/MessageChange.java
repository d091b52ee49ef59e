package org.chatboard.conversation.request;

import org.chatboard.conversation.room.RoomMembers;
import org.chatboard.people.account.Person;

/**
 * A request to change a message. Its sender is a member of the room and the operation is valid by itself. The transaction that
 * stores it checks whether the message is in the room and whether the sender may change it.
 *
 * @param room the room that the sender named
 * @param sender account of the session; a frame cannot set it
 * @param cid idempotency key, chosen by the sender
 * @param messageId id of the message
 * @param operation the change to make
 */
public record MessageChange(RoomMembers room, Person sender, String cid, long messageId, Operation operation)
        implements WriteRequest {
    /** A change to make to a message. */
    public sealed interface Operation {
        /** {@return the kind of the change} */
        ChangeKind kind();

        /**
         * Returns the operation with its text as it will be stored.
         *
         * @param maxCodePoints the limit of a message's text
         * @throws MessageRejectedException if the text or the emoji is not valid
         */
        default Operation checked(int maxCodePoints) {
            return this;
        }
    }

    /**
     * Replaces the text.
     *
     * @param text the complete new text; empty only for a message with files, which the transaction checks
     */
    public record Edit(String text) implements Operation {
        @Override
        public ChangeKind kind() {
            return ChangeKind.EDIT;
        }

        @Override
        public Edit checked(int maxCodePoints) {
            return new Edit(MessageText.checked(text, maxCodePoints, true));
        }
    }

    /** Removes the text and the reactions, for all members. */
    public record Delete() implements Operation {
        @Override
        public ChangeKind kind() {
            return ChangeKind.DELETE;
        }
    }

    /**
     * Adds or removes a reaction of the sender.
     *
     * @param emoji the emoji
     * @param on whether the reaction is added or removed
     */
    public record React(String emoji, boolean on) implements Operation {
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
