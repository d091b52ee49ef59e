package org.chatboard.chat.guard;

/** Why a {@link SocketGuard} has its socket closed. */
public enum SocketFault {
    /** A frame without a mask (RFC 6455, section 5.1). */
    UNMASKED,
    /** The frames of one message declare more bytes than the limit. */
    TOO_LARGE,
    /** More control frames and fragments than the rate limit allows. */
    TOO_MANY,
    /** The client sends pings and does not read the pongs. */
    UNREAD
}
