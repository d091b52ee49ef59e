package org.chatboard.conversation.search;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;

/** Starts the {@link SearchIndexer} with the server. */
@Singleton
@Startup
@DependsOn("SchemaMigration")
public class IndexingJob {
    @Inject
    SearchIndexer indexer;

    @PostConstruct
    void start() {
        indexer.start();
    }
}
