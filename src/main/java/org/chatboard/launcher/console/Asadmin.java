package org.chatboard.launcher.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chatboard.launcher.StartRejectedException;

/** Runs {@code asadmin}, Payara Server's administration command, with the console's password and a home folder of its own. */
final class Asadmin {
    private static final String CLIENT = "glassfish/lib/client/appserver-cli.jar";

    private final ConsoleSettings settings;

    Asadmin(ConsoleSettings settings) {
        this.settings = settings;
    }

    /** Runs a command that works on the domain's files or on its process. {@return its output} */
    String local(String... command) throws IOException, InterruptedException {
        return run(List.of(), command);
    }

    /** Runs a command in the running server, over TLS. {@return its output} */
    String remote(String... command) throws IOException, InterruptedException {
        return run(
                List.of(
                        "--host",
                        ConsoleSettings.ADDRESS,
                        "--port",
                        String.valueOf(settings.adminPort()),
                        "--secure=true"),
                command);
    }

    /**
     * Runs a command. {@return its output}
     *
     * @throws StartRejectedException if the command fails; the message has its output
     */
    private String run(List<String> options, String... command) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"));
        List<String> line = new ArrayList<>(List.of(
                java.resolve("bin").resolve("java").toString(),
                "-Duser.home=" + Files.createDirectories(settings.folder().resolve("home")),
                "-jar",
                settings.payara().resolve(CLIENT).toString(),
                "--interactive=false",
                "--user",
                ConsoleSettings.USER,
                "--passwordfile",
                settings.passwordFile().toString()));
        line.addAll(options);
        line.addAll(List.of(command));
        // to a file, not to a pipe: a server that the command starts would inherit the pipe and keep it open
        Path answerFile = settings.folder().resolve("asadmin.txt");
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(answerFile.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("CHATBOARD_"));
        builder.environment().put("CHATBOARD_DATA", settings.data().toString());
        builder.environment().put("CHATBOARD_ADDRESS", ConsoleSettings.ADDRESS);
        builder.environment().put("CHATBOARD_PORT", String.valueOf(settings.httpPort()));
        builder.environment().put("AS_JAVA", java.toString());
        builder.environment().put("JAVA_HOME", java.toString());
        int status = builder.start().waitFor();
        String output = Files.readString(answerFile);
        if (status != 0) {
            throw new StartRejectedException("Payara Server did not carry out \"" + command[0] + "\": "
                    + output.strip().replaceAll("\\s+", " ") + " Its log: " + settings.log());
        }
        return output;
    }
}
