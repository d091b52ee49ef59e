package org.chatboard.people.invite;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.chatboard.people.account.Person;
import org.chatboard.platform.support.IsoTime;

/** An invitation. It is open until it is revoked, it expires, or its uses are spent. */
@Entity
@Table(name = "invite") // constraints and indexes: db/migration
@NamedQuery(
        name = Invite.FIND_OPEN,
        query = "SELECT i FROM Invite i WHERE i.codeHash = :hash AND i.revokedAt IS NULL AND i.expiresAt > :now"
                + " AND i.usesLeft > 0")
@NamedQuery(name = Invite.FIND, query = "SELECT i FROM Invite i WHERE i.codeHash = :hash")
@NamedQuery(
        name = Invite.SPEND,
        query = "UPDATE Invite i SET i.usesLeft = i.usesLeft - 1 WHERE i.codeHash = :hash AND i.revokedAt IS NULL"
                + " AND i.expiresAt > :now AND i.usesLeft > 0")
@NamedQuery(
        name = Invite.REVOKE,
        query = "UPDATE Invite i SET i.revokedAt = :now WHERE i.id = :id AND i.revokedAt IS NULL")
@NamedQuery(
        name = Invite.COUNT_OPEN,
        query = "SELECT COUNT(i) FROM Invite i WHERE i.accountId = :account AND i.revokedAt IS NULL"
                + " AND i.expiresAt > :now AND i.usesLeft > 0")
class Invite {
    static final String FIND_OPEN = "Invite.findOpen";
    static final String FIND = "Invite.find";
    static final String SPEND = "Invite.spend";
    static final String REVOKE = "Invite.revoke";
    static final String COUNT_OPEN = "Invite.countOpen";

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "invite_seq")
    @SequenceGenerator(name = "invite_seq", sequenceName = "invite_seq", allocationSize = 50)
    private Long id;

    @Column(name = "code_hash", nullable = false, updatable = false, length = 64)
    private String codeHash;

    @Column(name = "account_id", nullable = false, updatable = false)
    private long accountId;

    @Column(name = "room_id", updatable = false)
    private Long roomId;

    @Column(nullable = false, updatable = false)
    private boolean guest;

    @Column(nullable = false, updatable = false)
    private long uses;

    @Column(name = "uses_left", nullable = false)
    private long usesLeft;

    @Column(name = "created_at", nullable = false, updatable = false)
    private Instant createdAt;

    @Column(name = "expires_at", nullable = false, updatable = false)
    private Instant expiresAt;

    @Column(name = "revoked_at")
    private Instant revokedAt;

    /** For JPA. */
    protected Invite() {}

    Invite(String codeHash, long accountId, InviteTerms terms, Instant createdAt) {
        this.codeHash = codeHash;
        this.accountId = accountId;
        this.roomId = terms.room();
        this.guest = terms.guest();
        this.uses = terms.uses();
        this.usesLeft = terms.uses();
        this.createdAt = createdAt;
        this.expiresAt = terms.expiresAt();
    }

    OpenInvite toOpenInvite() {
        return new OpenInvite(id, accountId, roomId, guest);
    }

    InviteEntry toEntry(Person maker) {
        return new InviteEntry(
                id,
                accountId,
                maker,
                roomId,
                null,
                guest,
                uses,
                usesLeft,
                IsoTime.of(createdAt),
                IsoTime.of(expiresAt));
    }

    long accountId() {
        return accountId;
    }
}
