package org.chatboard.conversation.file;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * A file: being uploaded, finished, or attached to a message. It is finished once it has a hash. Other packages get a {@link FileDto}.
 */
@Entity
@Table(name = "stored_file") // constraints and indexes: db/migration
class StoredFile {
    @Id
    @Column(updatable = false, length = 22)
    private String id;

    @Column(name = "account_id", nullable = false, updatable = false)
    private long accountId;

    @Column(nullable = false)
    private String name;

    @Column(name = "size", nullable = false, updatable = false)
    private long bytes;

    private String sha256;

    @Column(name = "type")
    private String mediaType;

    private Integer width;

    private Integer height;

    private String alt;

    @Column(name = "voice_ms")
    private Long voiceMs;

    private String waveform;

    @Column(name = "message_id")
    private Long messageId;

    @Column(name = "room_id")
    private Long roomId;

    private Integer ordinal;

    @Column(name = "created_at", nullable = false, updatable = false)
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    /** For JPA. */
    protected StoredFile() {}

    FileDto toDto() {
        return new FileDto(id, name, bytes, mediaType, width, height, alt, voiceMs, waveform);
    }
}
