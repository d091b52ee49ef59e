package org.chatboard.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chatboard.platform.environment.DatabaseUrl;
import org.chatboard.platform.environment.PromotionOutcome;
import org.chatboard.platform.environment.PromotionRequest;
import org.chatboard.platform.environment.SettingsReader;

/**
 * The command {@code make-admin USERNAME}: makes an account administrator. It asks the running server, or opens the database itself if none
 * runs.
 */
final class MakeAdmin {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long POLL_MS = 100;

    private final Map<String, String> environment;
    private final LaunchSettings settings;

    private MakeAdmin(Map<String, String> environment) {
        this.environment = environment;
        settings = LaunchSettings.from(environment);
    }

    /**
     * Makes an account administrator.
     *
     * @param arguments the username
     * @param environment as of {@link System#getenv()}
     * @return one line that says so
     * @throws StartRejectedException if it cannot be done; the message is one line that says why
     */
    static String run(List<String> arguments, Map<String, String> environment)
            throws IOException, InterruptedException {
        if (arguments.size() != 1 || arguments.get(0).isBlank()) {
            throw new StartRejectedException("Name one account: java -jar chatboard.jar make-admin USERNAME");
        }
        String username = arguments.get(0).strip();
        return sentence(new MakeAdmin(environment).promote(username), username);
    }

    private static String sentence(PromotionOutcome outcome, String username) {
        return switch (outcome) {
            case DONE -> username + " is an administrator now.";
            case ALREADY -> username + " is an administrator already.";
            case DISABLED ->
                throw new StartRejectedException(
                        "The account " + username + " is disabled, so it cannot be an administrator.");
            case NO_SUCH_ACCOUNT ->
                throw new StartRejectedException("There is no account " + username
                        + ". Sign up in the browser first, and write the username as it is there.");
        };
    }

    private PromotionOutcome promote(String username) throws IOException, InterruptedException {
        if (!Files.isDirectory(settings.data())) {
            throw new StartRejectedException("There is no data directory " + settings.data()
                    + ". Name the one of the server: CHATBOARD_DATA=/path/to/folder.");
        }
        boolean isLocked = isLocked();
        if (isLocked || RunningFile.read(settings.data()).isPresent()) {
            Optional<PromotionOutcome> answer = ask(username);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        if (isLocked) {
            throw new StartRejectedException("The server that uses " + settings.data()
                    + " does not answer. Stop it, and run this command again.");
        }
        SettingsReader reader = new SettingsReader(environment);
        DatabaseUrl url = DatabaseUrl.read(reader, settings.data());
        return new StoppedDatabase(url, reader, settings.data()).promote(username);
    }

    /** {@return whether a server has the embedded database open, even if it is not ready yet} */
    private boolean isLocked() throws IOException {
        Optional<Path> folder = settings.databaseFolder();
        return folder.isPresent() && DatabaseLock.isHeld(folder.get());
    }

    /** {@return the answer of the running server; empty if it does not answer} */
    private Optional<PromotionOutcome> ask(String username) throws IOException, InterruptedException {
        PromotionRequest request = PromotionRequest.write(settings.data(), username);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Optional<PromotionOutcome> answer = request.readAnswer();
        while (answer.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(POLL_MS);
            answer = request.readAnswer();
        }
        request.withdraw();
        return answer;
    }
}
