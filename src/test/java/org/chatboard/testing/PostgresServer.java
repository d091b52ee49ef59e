package org.chatboard.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * The PostgreSQL server that all tests of this JVM share. It starts at its first use and ends with the JVM. A commit is on
 * the disk before it returns, as with PostgreSQL's defaults. {@link EmbeddedPostgres} by itself would switch this off.
 */
public final class PostgresServer {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private PostgresServer() {}

    /** Initializes the server on the first call of {@link #get}. */
    private static final class Holder {
        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setPGStartupWait(PATIENCE)
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** {@return the running server; its superuser is {@code postgres} and needs no password} */
    public static EmbeddedPostgres get() {
        return Holder.SERVER;
    }
}
