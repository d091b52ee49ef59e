package org.chatboard.conversation.file;

import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chatboard.platform.database.Sql;
import org.chatboard.platform.image.Media;

/** The statements of {@code stored_file}, in the caller's transaction. */
final class FileRows {
    /** The columns of {@link #state}. */
    static final String COLUMNS = "id, name, size, type, width, height, alt, voice_ms, waveform,"
            + " account_id, declared, sha256, message_id, room_id, expires_at";

    private static final String INSERT = """
            INSERT INTO stored_file (id, account_id, name, size, declared, voice_ms, waveform, created_at, expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String FIND = "SELECT " + COLUMNS + " FROM stored_file WHERE id = ?";
    private static final String UNSENT = "SELECT COUNT(*) FROM stored_file WHERE account_id = ? AND expires_at > 0";
    private static final String FINISH = """
            UPDATE stored_file SET sha256 = ?, type = ?, width = ?, height = ?, expires_at = ?
            WHERE id = ? AND sha256 IS NULL""";
    private static final String DESCRIBE = """
            UPDATE stored_file SET alt = ?
            WHERE id = ? AND account_id = ? AND sha256 IS NOT NULL AND message_id IS NULL""";
    private static final String DELETE = "DELETE FROM stored_file WHERE id = ? AND message_id IS NULL";
    private static final String EXPIRED = "SELECT " + COLUMNS + " FROM stored_file WHERE expires_at <= ?";
    private static final String UNFINISHED =
            "SELECT " + COLUMNS + " FROM stored_file WHERE expires_at > 0 AND sha256 IS NULL";

    private FileRows() {}

    static void insert(EntityManager em, String id, NewFile file, Instant now, Instant expiresAt) {
        Sql.update(
                em,
                INSERT,
                id,
                file.accountId(),
                file.name(),
                file.size(),
                file.sha256(),
                file.voiceMs(),
                file.waveform(),
                now.toEpochMilli(),
                expiresAt.toEpochMilli());
    }

    static Optional<FileState> find(EntityManager em, String id) {
        return Sql.query(em, FIND, List.of(id), FileRows::state).stream().findFirst();
    }

    /** {@return how many files of an account are not sent, finished or not} */
    static long countUnsent(EntityManager em, long accountId) {
        return Sql.query(em, UNSENT, List.of(accountId), row -> row.getLong(1)).get(0);
    }

    /** {@return whether the file was there and unfinished} */
    static boolean finish(EntityManager em, String id, String sha256, Media media, Instant expiresAt) {
        return Sql.update(em, FINISH, sha256, media.type(), media.width(), media.height(), expiresAt.toEpochMilli(), id)
                == 1;
    }

    /** {@return whether it is a finished file of the account that is not sent} */
    static boolean describe(EntityManager em, String id, long accountId, String alt) {
        return Sql.update(em, DESCRIBE, alt, id, accountId) == 1;
    }

    /** {@return whether it was there and not sent} */
    static boolean delete(EntityManager em, String id) {
        return Sql.update(em, DELETE, id) == 1;
    }

    static List<FileState> expired(EntityManager em, Instant now) {
        return Sql.query(em, EXPIRED, List.of(now.toEpochMilli()), FileRows::state);
    }

    static List<FileState> unfinished(EntityManager em) {
        return Sql.query(em, UNFINISHED, List.of(), FileRows::state);
    }

    /** Reads a row of {@link #COLUMNS}. */
    static FileState state(ResultSet row) throws SQLException {
        FileDto file = new FileDto(
                row.getString("id"),
                row.getString("name"),
                row.getLong("size"),
                row.getString("type"),
                row.getObject("width", Integer.class),
                row.getObject("height", Integer.class),
                row.getString("alt"),
                row.getObject("voice_ms", Long.class),
                row.getString("waveform"));
        Long expiresAt = row.getObject("expires_at", Long.class);
        return new FileState(
                file,
                row.getLong("account_id"),
                row.getString("declared"),
                row.getString("sha256"),
                row.getObject("message_id", Long.class),
                row.getObject("room_id", Long.class),
                expiresAt == null ? null : Instant.ofEpochMilli(expiresAt));
    }
}
