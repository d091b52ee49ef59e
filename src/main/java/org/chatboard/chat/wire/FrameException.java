package org.chatboard.chat.wire;

/** Thrown when a frame is rejected. An {@code error} frame answers it, and the socket stays open. */
public class FrameException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String cid;
    private final Long room;
    private final long retryAfterMs;

    public FrameException(ErrorCode code, String sentence, String cid, Long room) {
        this(code, sentence, cid, room, 0);
    }

    public FrameException(ErrorCode code, String sentence, ClientFrame.RequestId request) {
        this(code, sentence, request, 0);
    }

    public FrameException(ErrorCode code, String sentence, ClientFrame.RequestId request, long retryAfterMs) {
        this(code, sentence, request.cid(), request.room(), retryAfterMs);
    }

    /**
     * Creates the exception.
     *
     * @param sentence for the person who sent the frame
     * @param cid idempotency key of the request, or null
     * @param room room of the request, or null
     * @param retryAfterMs milliseconds after which a retry may succeed, 0 if unknown
     */
    public FrameException(ErrorCode code, String sentence, String cid, Long room, long retryAfterMs) {
        super(sentence, null, false, false); // no stack trace: it is the client's fault
        this.code = code;
        this.cid = cid;
        this.room = room;
        this.retryAfterMs = retryAfterMs;
    }

    /** {@return the rejection of a request above a rate limit} */
    public static FrameException rateLimited(ClientFrame.RequestId request, long retryAfterMs) {
        return new FrameException(
                ErrorCode.RATE_LIMITED, "That was too much at once. Try again in a moment.", request, retryAfterMs);
    }

    /** {@return the rejection of a room that does not exist or of which the account is no member; a client cannot tell which} */
    public static FrameException roomNotFound(String cid, Long room) {
        return new FrameException(
                ErrorCode.ROOM_NOT_FOUND, "This room does not exist, or you are not a member.", cid, room);
    }

    public ErrorCode code() {
        return code;
    }

    /** {@return the {@code error} frame that answers the rejected one} */
    public String toFrame() {
        return ServerFrame.error(code, getMessage(), cid, room, retryAfterMs);
    }
}
