package org.chatboard.conversation.message;

import jakarta.ejb.ApplicationException;

/** A message or a change that is not stored, and why. Reaches the caller of a service unwrapped and rolls its transaction back. */
@ApplicationException(rollback = true)
public class MessageRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String reference;

    /**
     * Says why.
     *
     * @param reason for the program
     * @param sentence for the person
     */
    public MessageRejectedException(Reason reason, String sentence) {
        this(reason, sentence, null);
    }

    /**
     * Says why, for a fault of the server.
     *
     * @param reference under which the log has the cause, or null
     */
    public MessageRejectedException(Reason reason, String sentence, String reference) {
        super(sentence);
        this.reason = reason;
        this.reference = reference;
    }

    /** {@return why, for the program} */
    public Reason reason() {
        return reason;
    }

    /** {@return the reference under which the log has the cause; null where nothing was logged} */
    public String reference() {
        return reference;
    }

    /** Why it is not stored; each is an error code of the protocol. */
    public enum Reason {
        /** Longer than the limit. */
        TOO_LONG,
        /** Nothing left after stripping. */
        EMPTY_MESSAGE,
        /** Holds what no database stores. */
        BAD_REQUEST,
        /** A member of the room is disabled, or the message is somebody else's. */
        NOT_ALLOWED,
        /** There is no such message in the room. */
        NOT_FOUND,
        /** The message is not any more, or not yet, as the change would need it. */
        CONFLICT,
        /** More is waiting than the server takes. */
        BUSY,
        /** The disk is full or read-only, so nothing was attempted. */
        STORAGE_FULL,
        /** A fault of the server. It may be stored: a repeat under the same cid tells. */
        INTERNAL;

        /** {@return the code on the wire, as in {@code too_long}} */
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
