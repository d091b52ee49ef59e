package org.chatboard.platform.http;

import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;

/** Closes new connections above the limit of their address at once, and records when bytes of a client arrive. */
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

    /** Called once for the bytes that have arrived, not for each pipelined request in them. */
    @Override
    public NextAction handleRead(FilterChainContext context) {
        ClientConnection.of(context.getConnection()).onBytesReceived();
        return context.getInvokeAction();
    }
}
