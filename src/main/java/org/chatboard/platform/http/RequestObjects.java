package org.chatboard.platform.http;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import org.glassfish.grizzly.ThreadCache;
import org.glassfish.grizzly.ThreadCache.CachedTypeIndex;
import org.glassfish.grizzly.threadpool.DefaultWorkerThread;

/**
 * Makes Grizzly create the objects of each HTTP request anew. Grizzly pools them per thread and hands them to the next request as
 * soon as a connection closes, even while its upgrade is still being processed: one request was processed twice, answers went to
 * another client, and WebSockets stayed silent.
 *
 * <p>{@code PayaraStart} of {@code chatboard.jar} does the same before the server starts, when Grizzly accepts a pool size of 0.
 * On a plain Payara Micro the pools exist already when the WAR is deployed, and Grizzly has no interface that changes them: hence
 * the reflection.
 */
final class RequestObjects {
    /** Names of the pools; {@code PayaraStart} has the same list. */
    static final List<String> POOLS = List.of(
            "org.glassfish.grizzly.filterchain.FilterChainContext",
            "org.glassfish.grizzly.Context",
            "org.glassfish.grizzly.http.HttpContent",
            "org.glassfish.grizzly.http.HttpServerFilter$ServerHttpRequestImpl",
            "org.glassfish.grizzly.http.server.Request",
            "org.glassfish.grizzly.http.server.SuspendStatus");

    private RequestObjects() {}

    /**
     * Sets the size of the pools to 0 and empties the pools of running threads.
     *
     * @throws ReflectiveOperationException if Grizzly has other fields
     */
    static void disablePools() throws ReflectiveOperationException {
        Field size = accessible(CachedTypeIndex.class, "size");
        List<CachedTypeIndex<Object>> pools = POOLS.stream()
                .map(name -> ThreadCache.obtainIndex(name, Object.class, 0))
                .toList();
        for (CachedTypeIndex<Object> pool : pools) {
            size.setInt(pool, 0);
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread instanceof DefaultWorkerThread worker) {
                dropPools(worker, pools);
            }
        }
    }

    /** Removes a thread's pools. Grizzly creates a pool again when the thread returns an object, now with capacity 0: it pools nothing. */
    private static void dropPools(DefaultWorkerThread worker, List<CachedTypeIndex<Object>> pools)
            throws ReflectiveOperationException {
        Object caches = accessible(DefaultWorkerThread.class, "objectCache").get(worker);
        Object[] elements = (Object[])
                accessible(ThreadCache.ObjectCache.class, "objectCacheElements").get(caches);
        if (elements != null) {
            pools.stream()
                    .mapToInt(CachedTypeIndex::getIndex)
                    .filter(index -> index < elements.length)
                    .forEach(index -> Arrays.fill(elements, index, index + 1, null));
        }
    }

    private static Field accessible(Class<?> type, String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
