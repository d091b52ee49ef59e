package org.chatboard.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;

/**
 * Keeps the JVM's {@link Instrumentation}, which {@code java -jar} hands to the {@code Launcher-Agent-Class} of the
 * manifest before the main class runs, and passes it on to Payara's flashlight agent where statistics are wanted. Nothing
 * is instrumented otherwise.
 */
public final class Agent {
    private static final String FLASHLIGHT = "/MICRO-INF/runtime/flashlight-agent.jar";
    private static final String FLASHLIGHT_CLASS = "org.glassfish.flashlight.agent.ProbeAgentMain";

    private static volatile Instrumentation instrumentation;

    private Agent() {}

    /** Called by the JVM where it was started with {@code -javaagent}, as an unpacked server is for its statistics. */
    public static void premain(String arguments, Instrumentation given) {
        instrumentation = given;
    }

    /** Called by the JVM. */
    public static void agentmain(String arguments, Instrumentation given) {
        instrumentation = given;
    }

    /**
     * Gives Payara's statistics the means to collect.
     *
     * @param folder where the agent's jar is unpacked to; it stays open until the process ends
     */
    static void startStatistics(Path folder) throws IOException, ReflectiveOperationException {
        if (instrumentation == null) {
            throw new StartRejectedException("CHATBOARD_MONITORING needs a Java agent. Start with java -javaagent:"
                    + Unpacked.jar() + " and the same options, or unset it.");
        }
        if (!Unpacked.isThis()) {
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
