package org.chatboard.conversation.message;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;

/** A reaction of an account to a message: one row for each account and emoji. Other packages get {@link ReactionGroup}s. */
@Entity
@Table(name = "reaction")
@IdClass(Reaction.Key.class)
@NamedQuery(
        name = Reaction.OF_MESSAGES,
        query = "SELECT r FROM Reaction r WHERE r.messageId IN :messages ORDER BY r.seq")
class Reaction {
    static final String OF_MESSAGES = "Reaction.ofMessages";

    @Id
    @Column(name = "message_id")
    private long messageId;

    @Id
    private String emoji;

    @Id
    @Column(name = "account_id")
    private long accountId;

    private long seq;

    /** For JPA. */
    protected Reaction() {}

    Reaction(long messageId, String emoji, long accountId, long seq) {
        this.messageId = messageId;
        this.emoji = emoji;
        this.accountId = accountId;
        this.seq = seq;
    }

    long messageId() {
        return messageId;
    }

    String emoji() {
        return emoji;
    }

    long accountId() {
        return accountId;
    }

    /** Moves a reaction that was removed and added again to the sequence number of the later change. */
    Reaction addedAgain(long laterSeq) {
        seq = laterSeq;
        return this;
    }

    boolean is(String otherEmoji, long otherAccountId) {
        return emoji.equals(otherEmoji) && accountId == otherAccountId;
    }

    /** The primary key. JPA requires mutable fields, equality and serialization of an id class. */
    public static class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        private long messageId;
        private String emoji;
        private long accountId;

        /** For JPA. */
        public Key() {}

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && key.messageId == messageId
                    && key.accountId == accountId
                    && Objects.equals(key.emoji, emoji);
        }

        @Override
        public int hashCode() {
            return Objects.hash(messageId, emoji, accountId);
        }
    }
}
