package org.chatboard.launcher.console;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Edits {@code domain.xml} of a new domain before its first start. {@code asadmin} cannot do this: it needs a running server, and
 * a domain with the default settings of Payara listens on all network interfaces.
 */
final class DomainFile {
    private static final String LOOPBACK = ConsoleSettings.ADDRESS;

    /** Options of the server's JVM: those that the launcher sets for the grid, and those that the WAR requires. */
    private static final List<String> OPTIONS = List.of(
            "-Djava.net.preferIPv4Stack=true",
            "-Dhazelcast.socket.bind.any=false",
            "-Dhazelcast.phone.home.enabled=false",
            "-Dhazelcast.heartbeat.interval.seconds=3",
            "-Dhazelcast.max.no.heartbeat.seconds=15",
            "-Dorg.glassfish.startupThreadPolicy=USE_NO_THREADS",
            "-Dorg.glassfish.grizzly.http.STRICT_HEADER_VALUE_VALIDATION_RFC_9110=false");

    private static final String REMOTE_SHELL = ",org.apache.felix.shell.remote";
    private static final String OPEN_DATABASE = ";AUTO_SERVER=TRUE";

    private final Document document;
    private final Element server;

    private DomainFile(Document document) {
        this.document = document;
        this.server = named(document.getDocumentElement(), "config", "server-config");
    }

    /** Configures a domain for loopback, TLS and the grid. */
    static void configure(Path file, ConsoleSettings settings) throws IOException {
        try {
            Document document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
            DomainFile domain = new DomainFile(document);
            domain.bindToLoopback();
            domain.closeUnusedPorts();
            domain.secureConsole();
            domain.joinGrid(settings);
            domain.setOptions();
            TransformerFactory.newInstance()
                    .newTransformer()
                    .transform(new DOMSource(document), new StreamResult(file.toFile()));
        } catch (ParserConfigurationException | SAXException | TransformerException e) {
            throw new IOException("The file " + file + " cannot be edited", e);
        }
    }

    private void bindToLoopback() {
        for (String listener : List.of("network-listener", "iiop-listener", "jmx-connector")) {
            each(server, listener, element -> element.setAttribute("address", LOOPBACK));
        }
    }

    private void closeUnusedPorts() {
        named(server, "network-listener", "http-listener-2").setAttribute("enabled", "false");
        each(server, "iiop-listener", listener -> listener.setAttribute("enabled", "false"));
        each(server, "jmx-connector", connector -> connector.setAttribute("enabled", "false"));
        server.appendChild(jmsService());
        each(
                document.getDocumentElement(),
                "property",
                property -> property.setAttribute(
                        "value", property.getAttribute("value").replace(OPEN_DATABASE, "")));
        Element phoneHome = document.createElement("phone-home-runtime-configuration");
        phoneHome.setAttribute("enabled", "false");
        server.appendChild(phoneHome);
    }

    /**
     * {@return the element of a disabled JMS service} Without this element, Payara adds a service that listens on every network.
     */
    private Element jmsService() {
        Element host = document.createElement("jms-host");
        host.setAttribute("name", "default_JMS_host");
        host.setAttribute("host", LOOPBACK);
        host.setAttribute("port", "${JMS_PROVIDER_PORT}");
        Element service = document.createElement("jms-service");
        service.setAttribute("type", "DISABLED");
        service.setAttribute("default-jms-host", "default_JMS_host");
        service.appendChild(host);
        return service;
    }

    /**
     * Turns on TLS for the console, as the command {@code enable-secure-admin} does in a running server. The protocols are copied
     * from Payara's default configuration.
     */
    private void secureConsole() {
        Element example = named(document.getDocumentElement(), "config", "default-config");
        Element protocols = first(server, "protocols");
        for (String protocol : List.of("sec-admin-listener", "admin-http-redirect", "pu-protocol")) {
            protocols.appendChild(named(example, "protocol", protocol).cloneNode(true));
        }
        each(
                named(protocols, "protocol", "sec-admin-listener"),
                "ssl",
                tls -> tls.setAttribute("cert-nickname", "s1as"));
        named(server, "network-listener", "admin-listener").setAttribute("protocol", "pu-protocol");
        first(document.getDocumentElement(), "secure-admin").setAttribute("enabled", "true");
    }

    private void joinGrid(ConsoleSettings settings) {
        Element grid = first(document.getDocumentElement(), "hazelcast-runtime-configuration");
        Map.of(
                        "cluster-group-name",
                        AdminConsole.CLUSTER,
                        "discovery-mode",
                        "tcpip",
                        "tcpip-members",
                        String.join(",", settings.members()),
                        "interface",
                        LOOPBACK,
                        "das-bind-address",
                        LOOPBACK,
                        "das-public-address",
                        LOOPBACK,
                        "auto-increment-port",
                        "false")
                .forEach(grid::setAttribute);
    }

    private void setOptions() {
        Element java = first(server, "java-config");
        each(
                java,
                "jvm-options",
                option -> option.setTextContent(option.getTextContent().replace(REMOTE_SHELL, "")));
        for (String option : OPTIONS) {
            java.appendChild(document.createElement("jvm-options")).setTextContent(option);
        }
    }

    private static Element first(Element parent, String tag) {
        return (Element) parent.getElementsByTagName(tag).item(0);
    }

    private static Element named(Element parent, String tag, String name) {
        NodeList elements = parent.getElementsByTagName(tag);
        return IntStream.range(0, elements.getLength())
                .mapToObj(i -> (Element) elements.item(i))
                .filter(element -> element.getAttribute("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void each(Element parent, String tag, Consumer<Element> edit) {
        NodeList elements = parent.getElementsByTagName(tag);
        IntStream.range(0, elements.getLength()).forEach(i -> edit.accept((Element) elements.item(i)));
    }
}
