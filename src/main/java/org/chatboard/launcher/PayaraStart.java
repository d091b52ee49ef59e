package org.chatboard.launcher;

import fish.payara.micro.boot.PayaraMicroBoot;
import java.lang.reflect.Method;
import java.util.List;

/**
 * What Payara's launcher starts in the server's class loader, the jar's {@code Start-Class}: Payara Micro, set so that its threads do
 * not disturb each other.
 *
 * <p>Grizzly takes header values beyond ASCII, which RFC 9110 (5.5) calls opaque: it would answer an empty 400 to every page of a browser
 * that has a cookie of another application with an umlaut. {@code RequestHead} of the WAR refuses control characters all the same.
 *
 * <p>HK2 makes its services one after the other: its lists are not made for several threads. And Grizzly makes the objects of each HTTP
 * request anew: it would give them to the next request as soon as a connection that is being upgraded closes, though a thread still
 * works with them; one request was worked at twice, answers went to another client, and sockets whose request was given away said
 * nothing any more.
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
     * As Payara Micro's own method, which Payara's launcher would call.
     *
     * @param arguments Payara Micro's
     * @return the server, which has started
     */
    public static PayaraMicroBoot create(String[] arguments) throws ReflectiveOperationException {
        System.setProperty("org.glassfish.startupThreadPolicy", "USE_NO_THREADS");
        System.setProperty("org.glassfish.grizzly.http.STRICT_HEADER_VALUE_VALIDATION_RFC_9110", "false");
        ClassLoader server = Thread.currentThread().getContextClassLoader();
        Method cache = server.loadClass("org.glassfish.grizzly.ThreadCache")
                .getMethod("obtainIndex", String.class, Class.class, int.class);
        for (String name : NOT_REUSED) {
            cache.invoke(null, name, Object.class, 0); // a cache has the size that is asked for first
        }
        return (PayaraMicroBoot)
                server.loadClass(PAYARA).getMethod("create", String[].class).invoke(null, (Object) arguments);
    }
}
