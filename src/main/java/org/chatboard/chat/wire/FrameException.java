package org.chatboard.chat.wire;

/** A frame that is refused; the socket stays. */
public class FrameException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String cid;
    private final Long room;
    private final long retryAfterMs;

    public FrameException(ErrorCode code, String sentence, String cid, Long room) {
        this(code, sentence, cid, room, 0);
    }

    public FrameException(ErrorCode code, String sentence, ClientFrame.Named request) {
        this(code, sentence, request, 0);
    }

    public FrameException(ErrorCode code, String sentence, ClientFrame.Named request, long retryAfterMs) {
        this(code, sentence, request.cid(), request.room(), retryAfterMs);
    }

    /**
     * Says why.
     *
     * @param sentence for the person
     * @param cid the request's, or null
     * @param room the request's, or null
     * @param retryAfterMs when it may go better, 0 where that is not known
     */
    public FrameException(ErrorCode code, String sentence, String cid, Long room, long retryAfterMs) {
        super(sentence, null, false, false); // a refusal is no fault: nobody reads its stack
        this.code = code;
        this.cid = cid;
        this.room = room;
        this.retryAfterMs = retryAfterMs;
    }

    /** The account or the socket asks for too much at once. */
    public static FrameException rateLimited(ClientFrame.Named request, long retryAfterMs) {
        return new FrameException(
                ErrorCode.RATE_LIMITED, "That was too much at once. Try again in a moment.", request, retryAfterMs);
    }

    /** The room does not exist, or the account is no member: both look the same from outside. */
    public static FrameException roomNotFound(String cid, Long room) {
        return new FrameException(
                ErrorCode.ROOM_NOT_FOUND, "This room does not exist, or you are not a member.", cid, room);
    }

    public ErrorCode code() {
        return code;
    }

    /** The {@code error} frame that answers. */
    public String toFrame() {
        return ServerFrame.error(code, getMessage(), cid, room, retryAfterMs);
    }
}
