package org.chatboard.launcher;

import fish.payara.micro.boot.PayaraMicroBoot;
import java.lang.reflect.Method;
import java.util.List;

/**
 * Creates the server, and has it make the objects of each HTTP request anew. Grizzly gives them to the next request as soon as a
 * connection that is being upgraded closes, though a thread still works with them: one request was worked at twice, answers went to
 * another client, and sockets whose request was given away said nothing any more. Each of its caches has the size that is asked for
 * first.
 */
public final class FreshRequests {
    private static final String SERVER = "fish.payara.micro.impl.PayaraMicroImpl";
    private static final List<String> CLASSES = List.of(
            "org.glassfish.grizzly.filterchain.FilterChainContext",
            "org.glassfish.grizzly.Context",
            "org.glassfish.grizzly.http.HttpContent",
            "org.glassfish.grizzly.http.HttpServerFilter$ServerHttpRequestImpl",
            "org.glassfish.grizzly.http.server.Request",
            "org.glassfish.grizzly.http.server.SuspendStatus");

    private FreshRequests() {}

    /**
     * As Payara Micro's own method, which Payara's launcher would call; the jar's {@code Start-Class} leads here instead.
     *
     * @param arguments Payara Micro's
     * @return the server, which has started
     */
    public static PayaraMicroBoot create(String[] arguments) throws ReflectiveOperationException {
        ClassLoader server = Thread.currentThread().getContextClassLoader();
        Method cache = server.loadClass("org.glassfish.grizzly.ThreadCache")
                .getMethod("obtainIndex", String.class, Class.class, int.class);
        for (String name : CLASSES) {
            cache.invoke(null, name, Object.class, 0);
        }
        return (PayaraMicroBoot)
                server.loadClass(SERVER).getMethod("create", String[].class).invoke(null, (Object) arguments);
    }
}
