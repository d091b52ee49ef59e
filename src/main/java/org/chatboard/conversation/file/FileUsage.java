package org.chatboard.conversation.file;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chatboard.platform.database.Sql;

/**
 * How many bytes the files of each account have, and those of the whole server, in the caller's transaction. It changes rows in one order,
 * that of the whole server last, so that two transactions do not wait for each other.
 */
final class FileUsage {
    /** The account id of the row of the whole server. */
    static final long SERVER = 0;

    private static final String ADD = "UPDATE file_usage SET bytes = bytes + ? WHERE account_id = ?";
    private static final String INSERT = "INSERT INTO file_usage (account_id, bytes) VALUES (?, ?)";
    private static final String READ = "SELECT bytes FROM file_usage WHERE account_id = ?";

    private FileUsage() {}

    /** Adds bytes to an account, and locks its row until the transaction ends. {@return its bytes now} */
    static long add(EntityManager em, long accountId, long bytes) {
        if (Sql.update(em, ADD, bytes, accountId) == 0) {
            Sql.update(em, INSERT, accountId, bytes);
        }
        return of(em, accountId);
    }

    /** {@return the bytes of an account} */
    static long of(EntityManager em, long accountId) {
        return Sql.query(em, READ, List.of(accountId), row -> row.getLong(1)).stream()
                .findFirst()
                .orElse(0L);
    }

    /** Gives back the bytes of removed files, by account. */
    static void giveBack(EntityManager em, Map<Long, Long> bytesByAccount) {
        long all = 0;
        for (Map.Entry<Long, Long> each : new TreeMap<>(bytesByAccount).entrySet()) {
            Sql.update(em, ADD, -each.getValue(), each.getKey());
            all += each.getValue();
        }
        Sql.update(em, ADD, -all, SERVER);
    }
}
