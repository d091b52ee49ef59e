package org.chatboard.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.web.ClientAddress;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.memory.MemoryManager;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientConnectionsTest {
    private static final int MAX_HELD_BYTES = 35;
    private static final int PART_BYTES = 10;
    private static final int UNREAD_BYTES = 16_384;

    private final Logger logger = Logger.getLogger(ClientConnections.class.getName());
    private final List<String> logged = new ArrayList<>();
    private final Handler log = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(
                    line.getLevel() + " " + line.getMessage() + " " + java.util.Arrays.toString(line.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private final BlockingQueue<org.glassfish.grizzly.Connection<?>> arrived = new LinkedBlockingQueue<>();
    private final List<Socket> sockets = new ArrayList<>();
    private final TCPNIOTransport transport =
            TCPNIOTransportBuilder.newInstance().build();
    private int port;

    @BeforeEach
    void listen() throws IOException {
        transport.setProcessor(FilterChainBuilder.stateless()
                .add(new TransportFilter())
                .add(new BaseFilter() {
                    @Override
                    public NextAction handleAccept(FilterChainContext context) {
                        arrived.add(context.getConnection());
                        return context.getInvokeAction();
                    }
                })
                .build());
        port = ((InetSocketAddress) transport
                        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .getLocalAddress())
                .getPort();
        transport.start();
        logger.addHandler(log);
    }

    @AfterEach
    void stop() throws IOException {
        logger.removeHandler(log);
        for (Socket socket : sockets) {
            socket.close();
        }
        transport.shutdownNow();
    }

    @Test
    void closesConnectionsOfTheNetworkThatHoldsMost() throws Exception {
        ClientConnections clients = clients("127.0.0.1", 0);
        ClientConnection patient = holding(clients, "192.0.2.1");
        List<ClientConnection> greedy =
                List.of(holding(clients, "192.0.2.2"), holding(clients, "192.0.2.2"), holding(clients, "192.0.2.2"));
        assertThat(patient.connection().isOpen()).isTrue();
        assertThat(greedy).filteredOn(client -> client.connection().isOpen()).hasSize(2);
        clients.close();
    }

    @Test
    void doesNotCountARequestOfAClosedConnection() throws Exception {
        ClientConnections clients = clients("127.0.0.0/8", 1);
        ClientConnection closed = connect(clients);
        closed.connection().closeSilently();
        await().until(() -> closed.phase() == ClientPhase.CLOSING);
        clients.beginProxiedRequest(closed, List.of("192.0.2.1"));
        assertThat(clients.beginProxiedRequest(connect(clients), List.of("192.0.2.1")))
                .isTrue();
        clients.close();
    }

    @Test
    void releasesTheMemoryOfARequestThatIsUpgraded() throws Exception {
        ClientConnections clients = clients("127.0.0.1", 0);
        ClientConnection client = holding(clients, "192.0.2.1");
        client.beginUpgrade();
        assertThat(client.heldBytes()).isZero();
        clients.close();
    }

    @Test
    void aStreamWaitsForItsReaderAndNoOtherResponseDoes() throws Exception {
        ClientConnections clients = clients("127.0.0.1", 0);
        ClientConnection client = connect(clients);
        client.beginProcessing();
        while (client.unreadBytes() <= UNREAD_BYTES) {
            client.connection().write(Buffers.wrap(MemoryManager.DEFAULT_MEMORY_MANAGER, new byte[UNREAD_BYTES]));
        }
        assertThat(client.connection().canWrite()).isTrue();
        client.beginStream(UNREAD_BYTES);
        assertThat(client.connection().canWrite()).isFalse();
        client.onResponseFinished();
        client.beginProcessing();
        assertThat(client.connection().canWrite()).isTrue();
        clients.close();
    }

    @Test
    void logsTheSettingsToChangeForAnUntrustedProxy() throws Exception {
        ClientConnections clients = clients("", 1);
        ClientConnection client = connect(clients);
        clients.beginProxiedRequest(client, List.of("192.0.2.1"));
        clients.beginProxiedRequest(client, List.of("192.0.2.2"));
        assertThat(logged)
                .singleElement()
                .asString()
                .startsWith("WARNING ")
                .contains("X-Forwarded-For", "CHATBOARD_TRUSTED_PROXIES", "127.0.0.1");
        logged.clear();
        for (int i = 0; i < 2; i++) {
            assertThat(clients.accept(accepted())).isFalse();
        }
        assertThat(logged)
                .singleElement()
                .asString()
                .startsWith("WARNING ")
                .contains("127.0.0.1", "CHATBOARD_LIMIT_CONNECTIONS_PER_ADDRESS", "CHATBOARD_TRUSTED_PROXIES");
        clients.close();
    }

    @Test
    void warnsOfAListenerWithoutLimits() {
        transport.setName("tls-listener");
        Logger listeners = Logger.getLogger(GrizzlyListeners.class.getName());
        listeners.addHandler(log);
        try {
            assertThat(GrizzlyListeners.httpChain(transport)).isNull();
        } finally {
            listeners.removeHandler(log);
        }
        assertThat(logged).singleElement().asString().startsWith("WARNING ").contains("tls-listener");
    }

    private ClientConnections clients(String proxies, int maxPerAddress) {
        ClientAddress addresses = new ClientAddress(Settings.of(Map.of("CHATBOARD_TRUSTED_PROXIES", proxies)));
        return new ClientConnections(addresses, 60_000, maxPerAddress, MAX_HELD_BYTES);
    }

    private org.glassfish.grizzly.Connection<?> accepted() throws Exception {
        sockets.add(new Socket(InetAddress.getLoopbackAddress(), port));
        return arrived.poll(30, TimeUnit.SECONDS);
    }

    private ClientConnection connect(ClientConnections clients) throws Exception {
        org.glassfish.grizzly.Connection<?> connection = accepted();
        assertThat(clients.accept(connection)).isTrue();
        return ClientConnection.of(connection);
    }

    /** Connects a client behind a proxy, which sends a part of a body. */
    private ClientConnection holding(ClientConnections clients, String address) throws Exception {
        ClientConnection client = connect(clients);
        assertThat(clients.beginProxiedRequest(client, List.of(address))).isTrue();
        client.awaitBody(null);
        client.body().write(new byte[PART_BYTES]);
        client.onBodyGrew();
        clients.onMemoryHeld(client);
        return client;
    }
}
