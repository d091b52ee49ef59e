package org.chatboard.conversation.upload;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.chatboard.conversation.file.FileService;
import org.chatboard.platform.content.ContentService;
import org.chatboard.platform.content.ContentStore;
import org.chatboard.platform.rest.RejectedException;

/**
 * Deletes uploads that were never sent, contents that nothing uses, and bytes that no row knows, since the server ended in between. It lists
 * what it would delete first. Each deletion decides again, with the row locked.
 */
@ApplicationScoped
public class FileCleanup {
    private static final Logger LOG = Logger.getLogger(FileCleanup.class.getName());

    /** Age of a temporary file from which nobody writes it any more. */
    private static final Duration TEMPORARY = Duration.ofHours(1);

    /** Most names of one kind in the log. */
    private static final int LOGGED = 20;

    @Inject
    FileService files;

    @Inject
    UploadService uploads;

    @Inject
    ContentService contents;

    @Inject
    ContentStore store;

    @Inject
    Clock clock;

    /**
     * What the clean-up would delete.
     *
     * @param expired ids of the files that were not sent in time
     * @param unused SHA-256 of the contents that nothing uses
     * @param leftovers SHA-256 of the bytes and renditions without a row
     * @param uploads ids of the uploads with bytes and without a row
     * @param temporary names of temporary files
     */
    @JsonbPropertyOrder({"expired", "unused", "leftovers", "uploads", "temporary"})
    public record Plan(
            List<String> expired,
            List<String> unused,
            List<String> leftovers,
            List<String> uploads,
            List<String> temporary) {
        boolean isEmpty() {
            return expired.isEmpty()
                    && unused.isEmpty()
                    && leftovers.isEmpty()
                    && uploads.isEmpty()
                    && temporary.isEmpty();
        }

        private String summary() {
            return "expired=" + some(expired) + ", unused=" + some(unused) + ", leftovers=" + some(leftovers)
                    + ", uploads=" + some(uploads) + ", temporary=" + some(temporary);
        }

        private static String some(Collection<String> names) {
            return names.size() + names.stream().limit(LOGGED).collect(Collectors.joining(", ", " [", "]"));
        }
    }

    /** {@return what {@link #run} would delete now} */
    public Plan plan() throws IOException {
        Set<String> withBytes = store.uploadIds(); // before the rows: a row is there before its first byte
        Set<String> withoutRow = new TreeSet<>(withBytes);
        files.unfinished().forEach(file -> withoutRow.remove(file.file().id()));
        return new Plan(
                files.expired().stream().map(file -> file.file().id()).toList(),
                contents.unused(),
                List.copyOf(contents.leftovers()),
                List.copyOf(withoutRow),
                store.temporaryFiles(clock.instant().minus(TEMPORARY)).stream()
                        .map(path -> path.getFileName().toString())
                        .toList());
    }

    /** Logs what it will delete, and deletes it. */
    void run() throws IOException {
        Plan plan = plan();
        if (plan.isEmpty()) {
            return;
        }
        LOG.info(() -> "The clean-up of files deletes: " + plan.summary());
        delete(plan.expired(), this::removeExpired);
        delete(plan.unused(), contents::removeUnused);
        delete(plan.leftovers(), contents::removeLeftover);
        delete(plan.uploads(), id -> Files.deleteIfExists(store.upload(id)));
        delete(store.temporaryFiles(clock.instant().minus(TEMPORARY)), Files::deleteIfExists);
    }

    /** The deletion of one thing. */
    private interface Deletion<T> {
        void of(T thing) throws IOException;
    }

    /** Deletes each. One that fails keeps its place in the next plan, and does not keep the others from being deleted. */
    private static <T> void delete(Collection<T> all, Deletion<T> deletion) {
        for (T each : all) {
            try {
                deletion.of(each);
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.WARNING, e, () -> "The clean-up could not delete " + each);
            }
        }
    }

    /** Decides again: an upload that is finished meanwhile is kept for another day. */
    private void removeExpired(String id) {
        files.find(id)
                .filter(file -> !file.isSent() && !file.expiresAt().isAfter(clock.instant()))
                .ifPresent(file -> {
                    try {
                        uploads.remove(file);
                    } catch (RejectedException e) {
                        LOG.log(Level.FINE, e, () -> "An expired upload is still in use: " + id);
                    }
                });
    }
}
