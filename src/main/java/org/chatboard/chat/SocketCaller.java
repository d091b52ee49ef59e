package org.chatboard.chat;

import java.security.Principal;
import org.chatboard.account.SignedIn;
import org.chatboard.chat.socket.SocketGuard;

/**
 * The principal of a socket.
 *
 * @param who the person who opened it
 * @param guard what watches its transport
 */
record SocketCaller(SignedIn who, SocketGuard guard) implements Principal {
    @Override
    public String getName() {
        return who.getName();
    }
}
