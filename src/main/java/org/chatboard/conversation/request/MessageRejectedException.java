package org.chatboard.conversation.request;

import jakarta.ejb.ApplicationException;
import java.util.Optional;
import org.chatboard.conversation.room.RoomRejectedException;
import org.chatboard.conversation.room.RoomRejection;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.InvalidInputException;
import org.chatboard.platform.rest.RejectedException;

/**
 * Thrown if a message or a change is not stored. It reaches the caller of an EJB unwrapped, and rolls the transaction back if it
 * leaves the transactional method.
 */
@ApplicationException(rollback = true)
public class MessageRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String reference;
    private final RoomRejection rejection;

    /**
     * Creates the exception without a log reference.
     *
     * @param reason the error code
     * @param message the error text
     */
    public MessageRejectedException(Reason reason, String message) {
        this(reason, message, null);
    }

    /**
     * Creates the exception.
     *
     * @param reason the error code
     * @param message the error text
     * @param reference reference of the log entry with the cause, or null
     */
    public MessageRejectedException(Reason reason, String message, String reference) {
        this(reason, message, reference, null);
    }

    private MessageRejectedException(Reason reason, String message, String reference, RoomRejection rejection) {
        super(message);
        this.reason = reason;
        this.reference = reference;
        this.rejection = rejection;
    }

    /** {@return the exception for what a room does not allow} */
    public static MessageRejectedException of(RoomRejection rejection) {
        Reason reason =
                switch (rejection) {
                    case NOT_A_MEMBER -> Reason.ROOM_NOT_FOUND;
                    case NO_SUCH_MEMBER -> Reason.NOT_FOUND;
                    case DIRECT_ROOM, OWNERS_ONLY, GUEST -> Reason.NOT_ALLOWED;
                    case ARCHIVED -> Reason.ROOM_ARCHIVED;
                    case ALREADY_MEMBER, SAME_ROLE, LAST_OWNER, SAME_STATE, FULL -> Reason.CONFLICT;
                };
        return new MessageRejectedException(reason, rejection.sentence(), null, rejection);
    }

    /** {@return the answer of REST} */
    public RejectedException toRestRejection() {
        if (rejection != null) {
            return RoomRejectedException.of(rejection);
        }
        return switch (reason) {
            case TOO_LONG, EMPTY_MESSAGE, BAD_REQUEST -> new InvalidInputException("message", getMessage());
            case ROOM_NOT_FOUND -> new RejectedException(404, Translations.text("problem.404"));
            case NOT_FOUND -> new InvalidInputException("replyTo", getMessage());
            case FILE_UNAVAILABLE -> new InvalidInputException("files", getMessage());
            case CONFLICT, ROOM_ARCHIVED -> new RejectedException(409, getMessage());
            case NOT_ALLOWED -> new RejectedException(403, getMessage());
            case BUSY -> new RejectedException(503, getMessage());
            case STORAGE_FULL -> new RejectedException(RejectedException.INSUFFICIENT_STORAGE, getMessage());
            case INTERNAL -> new RejectedException(500, getMessage());
        };
    }

    /** {@return the error code} */
    public Reason reason() {
        return reason;
    }

    /** {@return the reference of the log entry with the cause, null if nothing was logged} */
    public String reference() {
        return reference;
    }

    /** {@return what the room does not allow; empty if the request is rejected for another reason} */
    public Optional<RoomRejection> roomRejection() {
        return Optional.ofNullable(rejection);
    }

    /** Why a request is not stored. Each reason is an error code of the protocol. */
    public enum Reason {
        /** The text is longer than the limit. */
        TOO_LONG,
        /** The text has no visible character. */
        EMPTY_MESSAGE,
        /** The text cannot be stored, or the emoji is not in Unicode's list. */
        BAD_REQUEST,
        /** The sender is no member of the room any more. */
        ROOM_NOT_FOUND,
        /** The room is archived and takes nothing new. */
        ROOM_ARCHIVED,
        /** The sender or the receiver is disabled, or the sender may not change the message. */
        NOT_ALLOWED,
        /** The room does not have the message. */
        NOT_FOUND,
        /** A file is no finished upload of the sender, or was sent already, or has expired. */
        FILE_UNAVAILABLE,
        /** The state of the message or of the room does not allow the change. */
        CONFLICT,
        /** The writer's queue is full. */
        BUSY,
        /** The disk is full or read-only. Nothing was attempted. */
        STORAGE_FULL,
        /** A fault of the server. The request may have been stored: a retry with the same idempotency key shows it. */
        INTERNAL;

        /** {@return the value in frames, such as {@code too_long}} */
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
