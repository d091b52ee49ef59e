package org.chatboard.platform.environment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A request to make an account administrator, as a file in the data directory, where only the operator can write. The command writes it, and
 * the running server answers in another file beside it. Both files appear with their whole content.
 *
 * @param file the request
 */
public record PromotionRequest(Path file) {
    private static final String PREFIX = "make-admin-";
    private static final String REQUEST = ".request";
    private static final String ANSWER = ".answer";

    /** Largest request that is read, in bytes; no username is that long. */
    private static final long MAX_BYTES = 1_000;

    /** Writes a request. */
    public static PromotionRequest write(Path data, String username) throws IOException {
        Path file = data.resolve(PREFIX + UUID.randomUUID() + REQUEST);
        writeWhole(file, username);
        return new PromotionRequest(file);
    }

    /** {@return the requests that no server has taken; none if there is no data directory, which PostgreSQL does not need} */
    public static List<PromotionRequest> pending(Path data) throws IOException {
        List<PromotionRequest> requests = new ArrayList<>();
        if (!Files.isDirectory(data)) {
            return requests;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(data, PREFIX + "*" + REQUEST)) {
            files.forEach(file -> requests.add(new PromotionRequest(file)));
        }
        return requests;
    }

    /**
     * Takes the request, so that no other server does, and the command cannot withdraw it any more.
     *
     * @param oldest an earlier request is not valid: nobody waits for its answer
     * @return the username; empty if the request is gone or not valid
     */
    public Optional<String> take(Instant oldest) throws IOException {
        boolean valid = Files.exists(file)
                && Files.size(file) <= MAX_BYTES
                && !Files.getLastModifiedTime(file).toInstant().isBefore(oldest);
        Optional<String> username = valid ? Optional.of(Files.readString(file)) : Optional.empty();
        return Files.deleteIfExists(file) ? username : Optional.empty();
    }

    /** Answers the request that was taken. */
    public void answer(PromotionOutcome outcome) throws IOException {
        writeWhole(answerFile(), outcome.name());
    }

    /** {@return the answer, which is removed; empty if there is none yet} */
    public Optional<PromotionOutcome> readAnswer() throws IOException {
        if (!Files.exists(answerFile())) {
            return Optional.empty();
        }
        PromotionOutcome outcome = PromotionOutcome.valueOf(Files.readString(answerFile()));
        Files.delete(answerFile());
        return Optional.of(outcome);
    }

    /** Removes the request, if no server has taken it. */
    public void withdraw() throws IOException {
        Files.deleteIfExists(file);
    }

    private Path answerFile() {
        return file.resolveSibling(file.getFileName().toString().replace(REQUEST, ANSWER));
    }

    private static void writeWhole(Path file, String text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, text, StandardCharsets.UTF_8);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
