package org.chatboard.message;

import jakarta.ejb.ApplicationException;

/** A message or a change that is not stored, and why. Reaches the caller of a service unwrapped and rolls its transaction back. */
@ApplicationException(rollback = true)
public class MessageRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /**
     * Says why.
     *
     * @param reason for the program
     * @param sentence for the person
     */
    public MessageRejectedException(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    /** {@return why, for the program} */
    public Reason reason() {
        return reason;
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
        /** A fault of the server's; the sentence carries a reference that the log has too. */
        INTERNAL;

        /** {@return the code on the wire, as in {@code too_long}} */
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
