package org.chatboard.people.help;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;

/**
 * A link by which a person sets a new password once. A transaction locks the row of the account before it changes a link. A used link stays
 * for the notice.
 */
@Entity
@Table(name = "help_link")
@NamedQuery(name = HelpLink.FIND, query = "SELECT h FROM HelpLink h WHERE h.codeHash = :codeHash")
@NamedQuery(
        name = HelpLink.FIND_OPEN_ACCOUNT,
        query = "SELECT h.accountId FROM HelpLink h WHERE h.codeHash = :codeHash AND h.usedAt IS NULL"
                + " AND h.expiresAt > :now")
@NamedQuery(
        name = HelpLink.DELETE_UNUSED_AND_OLD,
        query = "DELETE FROM HelpLink h WHERE h.accountId = :accountId AND (h.usedAt IS NULL OR h.usedAt <= :since)")
@NamedQuery(
        name = HelpLink.LIST_NOTICES,
        query = "SELECT a.displayName, h.createdAt FROM HelpLink h JOIN Account a ON a.id = h.madeBy"
                + " JOIN SignIn s ON s.accountId = h.accountId WHERE s.id = :signInId AND h.usedAt < s.createdAt"
                + " AND h.usedAt > :since AND s.helpNoticeDismissed = FALSE"
                + " ORDER BY h.usedAt DESC, h.id DESC")
class HelpLink {
    static final String FIND = "HelpLink.find";
    static final String FIND_OPEN_ACCOUNT = "HelpLink.findOpenAccount";
    static final String DELETE_UNUSED_AND_OLD = "HelpLink.deleteUnusedAndOld";
    static final String LIST_NOTICES = "HelpLink.listNotices";

    /** How long a link can be used. */
    static final Duration LIFETIME = Duration.ofMinutes(30);

    /** How long sign-ins show that it was used. Longer than most absences, since an attacker may wait for one before using the link. */
    static final Duration NOTICE_LIFETIME = Duration.ofDays(30);

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "help_link_seq")
    @SequenceGenerator(name = "help_link_seq", sequenceName = "help_link_seq", allocationSize = 50)
    private Long id;

    @Column(name = "code_hash", nullable = false, updatable = false, length = 64)
    private String codeHash;

    @Column(name = "account_id", nullable = false, updatable = false)
    private long accountId;

    @Column(name = "made_by", nullable = false, updatable = false)
    private long madeBy;

    @Column(name = "created_at", nullable = false, updatable = false)
    private Instant createdAt;

    @Column(name = "expires_at", nullable = false, updatable = false)
    private Instant expiresAt;

    @Column(name = "used_at")
    private Instant usedAt;

    /** For JPA. */
    protected HelpLink() {}

    /** Creates a link; {@code codeHash} is the SHA-256 of its code, in hexadecimal. */
    HelpLink(long accountId, long madeBy, String codeHash, Instant now) {
        this.accountId = accountId;
        this.madeBy = madeBy;
        this.codeHash = codeHash;
        this.createdAt = now;
        this.expiresAt = now.plus(LIFETIME);
    }

    /** {@return whether it can be used} Ignores whether the account is disabled. */
    boolean isOpen(Instant now) {
        return usedAt == null && now.isBefore(expiresAt);
    }

    void use(Instant now) {
        usedAt = now;
    }

    Instant expiresAt() {
        return expiresAt;
    }
}
