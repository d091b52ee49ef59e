package org.chatboard.doctor;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chatboard.launcher.LaunchSettings;
import org.chatboard.launcher.RunningFile;
import org.chatboard.launcher.StartRejectedException;

/**
 * The command {@code java -jar chatboard.jar doctor [URL]}: prints what is wrong with a ChatBoard and how to fix it. It reads the
 * same settings as the server and changes nothing.
 */
public final class Doctor {
    private Doctor() {}

    /**
     * Runs all checks, prints the findings and exits; called by the jar's main class.
     *
     * @param args {@code doctor} and, optionally, the URL
     */
    public static void main(String[] args) {
        System.exit(run(List.of(args).subList(1, args.length), System.getenv(), System.out));
    }

    /**
     * Runs all checks and prints the findings, one or two lines each.
     *
     * @param arguments the URL that users open; if empty, the URL that follows from the settings
     * @param environment as of {@link System#getenv()}
     * @param out receives the findings
     * @return the exit status: 0 if nothing is wrong, else 1
     */
    public static int run(List<String> arguments, Map<String, String> environment, PrintStream out) {
        List<Finding> findings = examine(arguments, environment);
        findings.forEach(out::println);
        long wrong = findings.stream().filter(Finding::isWrong).count();
        out.println(wrong == 0 ? "All is well." : wrong + (wrong == 1 ? " thing is wrong." : " things are wrong."));
        return wrong == 0 ? 0 : 1;
    }

    private static List<Finding> examine(List<String> arguments, Map<String, String> environment) {
        try {
            LaunchSettings settings = LaunchSettings.from(environment);
            String address = arguments.isEmpty() ? settings.url() : arguments.get(0);
            return examine(settings, Target.of(address));
        } catch (StartRejectedException e) {
            return List.of(Finding.wrong(e.getMessage(), ""));
        }
    }

    private static List<Finding> examine(LaunchSettings settings, Target target) {
        Optional<RunningFile> running = RunningFile.read(settings.data());
        List<Finding> server = new ArrayList<>(new HttpChecks(target, running).run());
        boolean answers = server.stream().noneMatch(Finding::isWrong);
        if (!server.get(0).isWrong()) {
            server.add(new UpgradeCheck(target).run());
        }
        List<Finding> findings = new ArrayList<>(new LocalChecks(settings).run(answers));
        findings.addAll(server);
        findings.addAll(new LogCheck(settings.logFile()).run());
        return findings;
    }
}
