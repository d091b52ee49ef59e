package org.chatboard.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;

/**
 * Receives the JVM's {@link Instrumentation} as the {@code Launcher-Agent-Class} of the manifest, before the main class runs. If
 * {@code CHATBOARD_MONITORING} is on, passes it to Payara's flashlight agent, which collects statistics. Otherwise no class is
 * instrumented.
 */
public final class Agent {
    private static final String FLASHLIGHT = "/MICRO-INF/runtime/flashlight-agent.jar";
    private static final String FLASHLIGHT_CLASS = "org.glassfish.flashlight.agent.ProbeAgentMain";

    private static volatile Instrumentation instrumentation;

    private Agent() {}

    /** Called by the JVM if it was started with {@code -javaagent}, which an unpacked server needs for statistics. */
    public static void premain(String arguments, Instrumentation given) {
        instrumentation = given;
    }

    /** Called by the JVM when it runs the packed {@code chatboard.jar}. */
    public static void agentmain(String arguments, Instrumentation given) {
        instrumentation = given;
    }

    /**
     * Starts Payara's flashlight agent, which collects the statistics.
     *
     * @param folder the folder to unpack the agent's jar to; the jar stays open until the process ends
     * @throws StartRejectedException if the JVM was started without an agent
     */
    static void startStatistics(Path folder) throws IOException, ReflectiveOperationException {
        if (instrumentation == null) {
            throw new StartRejectedException("CHATBOARD_MONITORING needs a Java agent. Start with java -javaagent:"
                    + UnpackedServer.jar() + " and the same options, or unset it.");
        }
        if (!UnpackedServer.isRunning()) {
            Path jar = folder.resolve("flashlight-agent.jar");
            try (InputStream packed = Agent.class.getResourceAsStream(FLASHLIGHT)) {
                Files.copy(packed, jar);
            }
            instrumentation.appendToSystemClassLoaderSearch(new JarFile(jar.toFile()));
        }
        Class.forName(FLASHLIGHT_CLASS, true, ClassLoader.getSystemClassLoader())
                .getMethod("agentmain", String.class, Instrumentation.class)
                .invoke(null, "", instrumentation);
    }
}
