package org.chatboard.launcher;

import java.lang.reflect.InvocationTargetException;

/**
 * The entry of {@code chatboard.jar}, compiled for Java 8: on a Java that is too old it can still be loaded, and says so
 * in one line. The rest it calls by name, since this class must not need a newer one to be loaded.
 */
public final class Main {
    /** The oldest Java that ChatBoard runs on. */
    static final int OLDEST_JAVA = 17;

    private Main() {}

    /**
     * Starts the server, or the command that {@code args} name.
     *
     * @param args see {@code java -jar chatboard.jar --help}
     */
    public static void main(String[] args) throws ReflectiveOperationException {
        String version = System.getProperty("java.specification.version");
        if (feature(version) < OLDEST_JAVA) {
            System.err.println(tooOld(version, System.getProperty("java.home")));
            System.exit(1);
        }
        try {
            boolean doctor = args.length > 0 && args[0].equals("doctor");
            Class.forName(doctor ? "org.chatboard.doctor.Doctor" : "org.chatboard.launcher.Launcher")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the launcher failed", e.getCause());
        }
    }

    /** The number that people call a Java version by: 8 for "1.8", 17 for "17". */
    static int feature(String specificationVersion) {
        String number =
                specificationVersion.startsWith("1.") ? specificationVersion.substring(2) : specificationVersion;
        return Integer.parseInt(number);
    }

    /** What is wrong and the way out, in one line. */
    static String tooOld(String specificationVersion, String home) {
        return "ChatBoard needs Java " + OLDEST_JAVA + " or newer; this is Java " + feature(specificationVersion) + " ("
                + home + "). Install a newer one (on Debian: apt-get install openjdk-17-jre-headless) and start "
                + "ChatBoard with it.";
    }
}
