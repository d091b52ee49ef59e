package org.chatboard.conversation.file;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.chatboard.platform.database.InList;
import org.chatboard.platform.database.Sql;

/** The files of messages, in the caller's transaction: for the write path, and for what reads messages. */
public final class MessageFiles {
    /** Most ids that one statement looks up. */
    private static final int PER_QUERY = 128;

    private static final String LOCK = """
            UPDATE stored_file SET ordinal = NULL
            WHERE id = ? AND account_id = ? AND sha256 IS NOT NULL AND message_id IS NULL AND expires_at > ?""";
    private static final String SEND =
            "UPDATE stored_file SET message_id = ?, room_id = ?, ordinal = ?, expires_at = NULL WHERE id = ?";
    /** The optimizer override makes Derby read no row of other files, which other writers have locked. PostgreSQL reads it as a comment. */
    private static final String OF_MESSAGES = "SELECT " + FileRows.COLUMNS
            + " FROM stored_file --DERBY-PROPERTIES index=stored_file_message_ix\n"
            + "WHERE message_id IN (%s) ORDER BY message_id, ordinal";

    private static final String DELETE = "DELETE FROM stored_file WHERE message_id = ?";

    private MessageFiles() {}

    /**
     * Locks the finished files that an account may send, until the transaction ends. If a transaction locks those of several messages, it
     * must do so in the order of the ids.
     *
     * @return what the message will say about the file; empty if it is no finished file of the account, was sent already or has expired
     */
    public static Optional<FileDto> lock(EntityManager em, String id, long accountId, Instant now) {
        return Sql.update(em, LOCK, id, accountId, now.toEpochMilli()) == 1
                ? FileRows.find(em, id).map(FileState::file)
                : Optional.empty();
    }

    /** Makes locked files those of a new message, in their order. */
    public static void send(EntityManager em, List<String> ids, long messageId, long roomId) {
        List<List<Object>> parameters = new ArrayList<>();
        for (String id : ids) {
            parameters.add(List.of(messageId, roomId, parameters.size(), id));
        }
        Sql.updateAll(em, SEND, parameters);
    }

    /** {@return the files of messages in their order, by message; nothing for a message without files} */
    public static Map<Long, List<FileDto>> of(EntityManager em, Collection<Long> messageIds) {
        Map<Long, List<FileDto>> files = new HashMap<>();
        for (FileState file : read(em, messageIds)) {
            files.computeIfAbsent(file.messageId(), any -> new ArrayList<>()).add(file.file());
        }
        return files;
    }

    private static List<FileState> read(EntityManager em, Collection<Long> messageIds) {
        List<Long> ids = List.copyOf(new TreeSet<>(messageIds));
        List<FileState> files = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += PER_QUERY) {
            List<Long> some = InList.padded(ids.subList(from, Math.min(from + PER_QUERY, ids.size())));
            String sql = OF_MESSAGES.formatted(String.join(",", Collections.nCopies(some.size(), "?")));
            files.addAll(Sql.query(em, sql, some, FileRows::state));
        }
        return files;
    }

    /**
     * Removes the files of deleted messages and gives their space back. The caller fires a {@link FilesRemoved} with the hashes, so that
     * their contents are deleted after the commit. It locks rows of {@link FileUsage}, for which uploads wait: a transaction calls it last.
     *
     * @return the hashes of the removed files
     */
    public static Set<String> delete(EntityManager em, Collection<Long> messageIds) {
        Map<Long, Long> bytesByAccount = new HashMap<>();
        Set<String> hashes = new TreeSet<>();
        Set<Long> withFiles = new TreeSet<>();
        for (FileState file : read(em, messageIds)) {
            bytesByAccount.merge(file.accountId(), file.file().size(), Long::sum);
            hashes.add(file.sha256());
            withFiles.add(file.messageId());
        }
        if (!withFiles.isEmpty()) {
            Sql.updateAll(em, DELETE, withFiles.stream().map(List::of).toList());
            FileUsage.giveBack(em, bytesByAccount);
        }
        return hashes;
    }
}
