package org.chatboard.platform.http;

import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;

/** Closes at once what is one connection too many, and notes that a client has sent something. */
final class AcceptFilter extends BaseFilter {
    private final ClientConnections clients;

    AcceptFilter(ClientConnections clients) {
        this.clients = clients;
    }

    @Override
    public NextAction handleAccept(FilterChainContext context) {
        if (clients.accept(context.getConnection())) {
            return context.getInvokeAction();
        }
        context.getConnection().terminateSilently();
        return context.getStopAction();
    }

    /** Called once for what has arrived, and not again for each request in it. */
    @Override
    public NextAction handleRead(FilterChainContext context) {
        ClientConnection.of(context.getConnection()).onBytesReceived();
        return context.getInvokeAction();
    }
}
