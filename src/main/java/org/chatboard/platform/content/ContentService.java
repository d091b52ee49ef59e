package org.chatboard.platform.content;

import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.chatboard.platform.database.InList;
import org.chatboard.platform.database.Sql;

/**
 * The rows of contents. The lock of a row orders a new use and the removal of the same bytes, also on several nodes. The row is the truth:
 * bytes without one are left over, and a content is deleted only if the foreign keys of all tables allow it.
 */
@Stateless
public class ContentService {
    private static final String LOCK = "UPDATE content SET created_at = created_at WHERE sha256 = ?";
    private static final String INSERT = "INSERT INTO content (sha256, size, created_at) VALUES (?, ?, ?)";
    private static final String DELETE = "DELETE FROM content WHERE sha256 = ?";
    private static final String FIND = "SELECT sha256 FROM content WHERE sha256 IN (%s)";
    private static final int PER_QUERY = 128;
    private static final int FOLDERS = 256;
    private static final String INTEGRITY_VIOLATION = "23"; // class of SQLSTATE

    @PersistenceContext
    EntityManager em;

    @Resource
    SessionContext context;

    @Inject
    ContentStore store;

    @Inject
    Clock clock;

    Iterable<ContentReference> references;

    @Inject
    void setReferences(@Any Instance<ContentReference> all) {
        references = all;
    }

    /**
     * Takes a file into the store, in the caller's transaction, which then stores a row that refers to it. The file must have been
     * {@linkplain ContentStore#prepare prepared}, and is gone afterwards, also if the transaction is rolled back: a retry finds its bytes in
     * the store.
     *
     * @param file below the folder of uploads
     * @param size bytes of the file
     * @throws jakarta.ejb.EJBException if the file cannot be renamed, or another transaction takes in the same bytes for the first time at
     *     the same moment; a retry with the same bytes succeeds
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void use(Path file, String sha256, long size) {
        if (Sql.update(em, LOCK, sha256) == 0) {
            Sql.update(em, INSERT, sha256, size, clock.millis());
        }
        try {
            store.place(file, sha256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Deletes a content, its bytes and renditions, unless something uses it. {@return whether it was deleted}
     *
     * @throws jakarta.ejb.EJBException if the bytes cannot be deleted; the row stays
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public boolean removeUnused(String sha256) {
        if (!isAllowed(DELETE, sha256)) {
            return false;
        }
        delete(sha256); // before the commit: a new use waits for the lock, and places its bytes after that
        return true;
    }

    /**
     * Deletes bytes and renditions that have no row: the server ended before the commit, or between both deletions. A row of its own, which
     * no other transaction sees, keeps a new use waiting meanwhile. {@return whether there was no row}
     *
     * @throws jakarta.ejb.EJBException if the bytes cannot be deleted
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public boolean removeLeftover(String sha256) {
        if (!isAllowed(INSERT, sha256, 0, clock.millis())) {
            return false;
        }
        delete(sha256);
        Sql.update(em, DELETE, sha256);
        return true;
    }

    /** Runs a statement. {@return false if a constraint forbids it; the transaction is rolled back then} */
    private boolean isAllowed(String sql, Object... parameters) {
        try {
            return Sql.update(em, sql, parameters) == 1;
        } catch (PersistenceException e) {
            if (!(e.getCause() instanceof SQLException cause)
                    || cause.getSQLState() == null
                    || !cause.getSQLState().startsWith(INTEGRITY_VIOLATION)) {
                throw e;
            }
            context.setRollbackOnly();
            return false;
        }
    }

    private void delete(String sha256) {
        try {
            store.delete(sha256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the hashes of the contents that nothing uses} */
    public List<String> unused() {
        StringBuilder sql = new StringBuilder("SELECT c.sha256 FROM content c WHERE 1 = 1");
        references.forEach(reference -> sql.append(" AND NOT EXISTS (SELECT 1 FROM %1$s WHERE %1$s.%2$s = c.sha256)"
                .formatted(reference.table(), reference.column())));
        return Sql.query(em, sql.toString(), List.of(), row -> row.getString(1));
    }

    /** {@return the hashes of the bytes and renditions on the disk that have no row} */
    public Set<String> leftovers() throws IOException {
        Set<String> leftovers = new TreeSet<>();
        for (int firstByte = 0; firstByte < FOLDERS; firstByte++) {
            leftovers.addAll(withoutRow(List.copyOf(store.hashes(firstByte))));
        }
        return leftovers;
    }

    private Set<String> withoutRow(List<String> hashes) {
        Set<String> without = new TreeSet<>(hashes);
        for (int from = 0; from < hashes.size(); from += PER_QUERY) {
            List<String> some = InList.padded(hashes.subList(from, Math.min(from + PER_QUERY, hashes.size())));
            String sql = FIND.formatted(String.join(",", Collections.nCopies(some.size(), "?")));
            without.removeAll(Sql.query(em, sql, some, row -> row.getString(1)));
        }
        return without;
    }
}
