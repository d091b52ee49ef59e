package org.chatboard.chat.guard;

/** Why the guard of a socket wants it closed. */
public enum SocketFault {
    /** A frame without a mask (RFC 6455, section 5.1). */
    UNMASKED,
    /** A message whose frames declare more bytes than one frame may have. */
    TOO_LARGE,
    /** Control frames and fragments beyond the rate limit. */
    TOO_MANY,
    /** More pings than the client reads pongs. */
    UNREAD
}
