package org.chatboard.launcher;

import java.lang.reflect.InvocationTargetException;

/**
 * The main class of {@code chatboard.jar}. It is compiled for Java 8, so that an older Java can load it and print one line saying
 * that it is too old. It calls the other classes by reflection, because loading this class must not load a class of a newer
 * version.
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

    /** {@return the feature version of Java: 8 for "1.8", 17 for "17"} */
    static int feature(String specificationVersion) {
        String number =
                specificationVersion.startsWith("1.") ? specificationVersion.substring(2) : specificationVersion;
        return Integer.parseInt(number);
    }

    /** {@return one line that says what is wrong and what to do} */
    static String tooOld(String specificationVersion, String home) {
        return "ChatBoard needs Java " + OLDEST_JAVA + " or newer; this is Java " + feature(specificationVersion) + " ("
                + home + "). Install a newer one (on Debian: apt-get install openjdk-17-jre-headless) and start "
                + "ChatBoard with it.";
    }
}
