package org.chatboard.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A command that has ended.
 *
 * @param status the exit status
 * @param output standard output and standard error in one text
 */
public record Command(int status, String output) {
    /**
     * Runs a command and waits for its end.
     *
     * @param environment further environment variables; the command also gets those of this process, except {@code CHATBOARD_*}
     */
    public static Command run(Map<String, String> environment, String... command) {
        ProcessBuilder builder = new ProcessBuilder(Arrays.asList(command)).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("CHATBOARD_"));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Command(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Runs {@code java -jar chatboard.jar} with the arguments. */
    public static Command chatboard(Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(ChatBoardProcess.QUICK_START);
        command.addAll(List.of("-jar", System.getProperty("chatboard.jar")));
        command.addAll(Arrays.asList(arguments));
        return run(environment, command.toArray(String[]::new));
    }

    /** {@return path of the Java executable that runs this test} */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** {@return the output as lines} */
    public List<String> lines() {
        return output.lines().toList();
    }
}
