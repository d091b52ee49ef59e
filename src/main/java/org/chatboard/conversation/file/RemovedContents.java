package org.chatboard.conversation.file;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.chatboard.platform.content.ContentService;

/** Deletes the contents of removed files that nothing else uses. What it misses, since the server ends, the next clean-up deletes. */
@ApplicationScoped
class RemovedContents {
    private static final Logger LOG = Logger.getLogger(RemovedContents.class.getName());

    @Resource
    ManagedExecutorService executor;

    @Inject
    ContentService contents;

    void onRemoved(@Observes(during = TransactionPhase.AFTER_SUCCESS) FilesRemoved event) {
        if (!event.hashes().isEmpty()) {
            // on another thread, because an observer of a commit must not use the database
            executor.execute(() -> removeUnused(event.hashes()));
        }
    }

    private void removeUnused(Set<String> hashes) {
        for (String sha256 : hashes) {
            try {
                contents.removeUnused(sha256);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, e, () -> "A content could not be deleted: sha256=" + sha256);
            }
        }
    }
}
