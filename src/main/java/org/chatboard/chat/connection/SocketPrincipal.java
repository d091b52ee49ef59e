package org.chatboard.chat.connection;

import java.security.Principal;
import org.chatboard.chat.guard.SocketGuard;
import org.chatboard.people.account.SignedInAccount;

/**
 * Carries the account of an upgrade request, and the guard of its transport, to the endpoint.
 *
 * @param account the account that opens the socket
 * @param guard the guard between the network and the container
 */
public record SocketPrincipal(SignedInAccount account, SocketGuard guard) implements Principal {
    @Override
    public String getName() {
        return account.getName();
    }
}
