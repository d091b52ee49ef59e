package org.chatboard.chat.connection;

import java.security.Principal;
import org.chatboard.chat.guard.SocketGuard;
import org.chatboard.people.account.SignedInAccount;

/**
 * The principal of a socket.
 *
 * @param who the person who opened it
 * @param guard what watches its transport
 */
public record SocketPrincipal(SignedInAccount who, SocketGuard guard) implements Principal {
    @Override
    public String getName() {
        return who.getName();
    }
}
