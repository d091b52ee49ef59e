package org.chatboard.platform.http;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.support.IpAddress;
import org.chatboard.platform.web.AllowedOrigins;
import org.chatboard.platform.web.ClientAddress;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Processor;
import org.glassfish.grizzly.filterchain.Filter;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.nio.NIOTransport;
import org.glassfish.grizzly.utils.IdleTimeoutFilter;

/**
 * Replaces the filter chains of Payara Micro's HTTP listeners while ChatBoard is deployed. New connections get the new chain,
 * open ones keep theirs. Payara has no API for its listeners, so they are found by reflection.
 */
final class GrizzlyListeners implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(GrizzlyListeners.class.getName());
    private static final String HTTP_2 = "org.glassfish.grizzly.http2.";

    /**
     * The listener of Payara Server's admin console, which serves no page of ChatBoard. Payara Micro has no such listener.
     */
    private static final String ADMIN = "admin-listener";

    /** The memory for slow clients is the maximum heap divided by this. */
    private static final int HEAP_DIVISOR = 8;

    private final ClientConnections clients;
    private final Map<NIOTransport, Processor<?>> originalChains = new HashMap<>();

    private GrizzlyListeners(ClientConnections clients) {
        this.clients = clients;
    }

    static GrizzlyListeners install(Settings settings, AllowedOrigins origins, ClientAddress addresses)
            throws ReflectiveOperationException {
        ClientConnections clients = new ClientConnections(
                addresses,
                settings.requestTimeoutMs(),
                settings.connectionsPerAddress(),
                Runtime.getRuntime().maxMemory() / HEAP_DIVISOR);
        GrizzlyListeners listeners = new GrizzlyListeners(clients);
        listeners.replaceChains(transports(), origins);
        clients.start();
        return listeners;
    }

    /**
     * Replaces the filter chain of every HTTP listener.
     *
     * @throws IllegalStateException if no listener has a filter chain that reads HTTP
     */
    private void replaceChains(List<NIOTransport> transports, AllowedOrigins origins) {
        for (NIOTransport transport : transports) {
            FilterChain chain = httpChain(transport);
            if (chain != null) {
                originalChains.put(transport, chain);
                transport.setProcessor(chain(chain, origins));
            }
        }
        if (originalChains.isEmpty()) {
            throw new IllegalStateException("No listener has a filter chain that reads HTTP");
        }
    }

    /**
     * {@return the filter chain that reads HTTP at a listener; null, with a warning, if the listener has none at the top level}
     */
    static FilterChain httpChain(NIOTransport transport) {
        if (transport.getProcessor() instanceof FilterChain chain && chain.indexOfType(HttpServerFilter.class) >= 0) {
            return chain;
        }
        LOG.log(
                Level.WARNING,
                "The connections of the listener {0} have no limits, because it does not read HTTP directly: slow clients"
                        + " can block its threads.",
                transport.getName());
        return null;
    }

    private FilterChain chain(FilterChain payara, AllowedOrigins origins) {
        FilterChainBuilder chain = FilterChainBuilder.stateless();
        for (Filter filter : payara) {
            if (filter instanceof HttpServerFilter codec) {
                chain.add(new HttpCodec(codec, clients, (host, connection) -> isServed(host, connection, origins)))
                        .add(new RequestFilter(clients));
            } else if (filter instanceof TransportFilter) {
                chain.add(filter).add(new AcceptFilter(clients));
            } else if (!(filter instanceof IdleTimeoutFilter)
                    && !filter.getClass().getName().startsWith(HTTP_2)) {
                chain.add(filter);
            }
        }
        return chain.build();
    }

    /**
     * {@return whether a {@code Host} is valid} The server's own IP address is valid too, because health checks and
     * {@code doctor} use it.
     */
    private static boolean isServed(String host, Connection<?> connection, AllowedOrigins origins) {
        InetSocketAddress local = (InetSocketAddress) connection.getLocalAddress();
        return origins.serves(host)
                || IpAddress.parse(host.startsWith("[") ? host.substring(1, host.length() - 1) : host)
                        .filter(local.getAddress()::equals)
                        .isPresent();
    }

    private static List<NIOTransport> transports() throws ReflectiveOperationException {
        ClassLoader server = HttpServerFilter.class.getClassLoader();
        Object habitat = server.loadClass("org.glassfish.internal.api.Globals")
                .getMethod("getDefaultHabitat")
                .invoke(null);
        Object service = server.loadClass("org.glassfish.hk2.api.ServiceLocator")
                .getMethod("getService", Class.class, Annotation[].class)
                .invoke(
                        habitat,
                        server.loadClass("com.sun.enterprise.v3.services.impl.GrizzlyService"),
                        new Annotation[0]);
        Field proxies = service.getClass().getDeclaredField("proxies");
        proxies.setAccessible(true);
        List<NIOTransport> transports = new ArrayList<>();
        for (Object proxy : (Iterable<?>) proxies.get(service)) {
            Object listener =
                    proxy.getClass().getMethod("getUnderlyingListener").invoke(proxy);
            if (!ADMIN.equals(listener.getClass().getMethod("getName").invoke(listener))
                    && listener.getClass().getMethod("getTransport").invoke(listener)
                            instanceof NIOTransport transport) {
                transports.add(transport);
            }
        }
        return transports;
    }

    @Override
    public void close() {
        originalChains.forEach(NIOTransport::setProcessor);
        clients.close();
    }
}
