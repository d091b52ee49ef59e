package org.chatboard.launcher;

import fish.payara.micro.boot.PayaraMicroBoot;
import java.lang.reflect.Method;
import java.util.List;

/**
 * The jar's {@code Start-Class}, which Payara's launcher runs in the server's class loader. It starts Payara Micro with three
 * corrections.
 *
 * <p>Header values: Grizzly accepts characters beyond ASCII, which RFC 9110 (5.5) treats as opaque. Without this correction,
 * Grizzly answers an empty 400 to every request of a browser that has a cookie of another application with an umlaut.
 * {@code RequestHead} in the WAR still rejects control characters.
 *
 * <p>Services: HK2, Payara's container of services, creates them in one thread, because its lists are not thread-safe.
 *
 * <p>Requests: Grizzly creates new objects for each request. Without this correction, it reuses the objects as soon as a
 * connection closes during an upgrade, while a thread still works with them. Requests were then processed twice, responses went
 * to other clients, and WebSockets stayed silent.
 */
public final class PayaraStart {
    private static final String PAYARA = "fish.payara.micro.impl.PayaraMicroImpl";
    private static final List<String> NOT_REUSED = List.of(
            "org.glassfish.grizzly.filterchain.FilterChainContext",
            "org.glassfish.grizzly.Context",
            "org.glassfish.grizzly.http.HttpContent",
            "org.glassfish.grizzly.http.HttpServerFilter$ServerHttpRequestImpl",
            "org.glassfish.grizzly.http.server.Request",
            "org.glassfish.grizzly.http.server.SuspendStatus");

    private PayaraStart() {}

    /**
     * Starts Payara Micro; called by Payara's launcher in place of Payara Micro's own method.
     *
     * @param arguments of Payara Micro
     * @return the started server
     */
    public static PayaraMicroBoot create(String[] arguments) throws ReflectiveOperationException {
        System.setProperty("org.glassfish.startupThreadPolicy", "USE_NO_THREADS");
        System.setProperty("org.glassfish.grizzly.http.STRICT_HEADER_VALUE_VALIDATION_RFC_9110", "false");
        ClassLoader server = Thread.currentThread().getContextClassLoader();
        Method cache = server.loadClass("org.glassfish.grizzly.ThreadCache")
                .getMethod("obtainIndex", String.class, Class.class, int.class);
        for (String name : NOT_REUSED) {
            cache.invoke(null, name, Object.class, 0); // the first request for a cache determines its size: 0
        }
        return (PayaraMicroBoot)
                server.loadClass(PAYARA).getMethod("create", String[].class).invoke(null, (Object) arguments);
    }
}
