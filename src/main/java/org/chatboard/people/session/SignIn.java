package org.chatboard.people.session;

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

/** One browser or script that somebody is signed in with. It outlives a restart of the server. */
@Entity
@Table(name = "sign_in")
@NamedQuery(
        name = SignIn.BY_TOKEN_HASH,
        query = "SELECT s, a.username, a.displayName, a.role, a.disabledAt"
                + " FROM SignIn s JOIN Account a ON a.id = s.accountId WHERE s.tokenHash = :tokenHash")
@NamedQuery(
        name = SignIn.OF_ACCOUNT,
        query = "SELECT s.id FROM SignIn s WHERE s.accountId = :accountId ORDER BY s.lastSeenAt DESC, s.id DESC")
@NamedQuery(
        name = SignIn.OVER,
        query = "SELECT s.id FROM SignIn s WHERE s.expiresAt <= :now OR s.lastSeenAt <= :idleSince")
@NamedQuery(
        name = SignIn.TIMES,
        query =
                "SELECT s.id, s.lastSeenAt, s.expiresAt, a.disabledAt FROM SignIn s JOIN Account a ON a.id = s.accountId WHERE s.id IN :ids")
@NamedQuery(name = SignIn.NOTE_USE, query = "UPDATE SignIn s SET s.lastSeenAt = :now WHERE s.id IN :ids")
@NamedQuery(name = SignIn.DELETE, query = "DELETE FROM SignIn s WHERE s.id IN :ids")
class SignIn {
    static final String BY_TOKEN_HASH = "SignIn.byTokenHash";
    static final String OF_ACCOUNT = "SignIn.ofAccount";
    static final String OVER = "SignIn.over";
    static final String TIMES = "SignIn.times";
    static final String NOTE_USE = "SignIn.noteUse";
    static final String DELETE = "SignIn.delete";

    /** However much it is used, a sign-in is over after this long. */
    static final Duration LONGEST = Duration.ofDays(14);

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "sign_in_seq")
    @SequenceGenerator(name = "sign_in_seq", sequenceName = "sign_in_seq", allocationSize = 50)
    private Long id;

    @Column(name = "token_hash", nullable = false, length = 64)
    private String tokenHash;

    @Column(name = "account_id", nullable = false, updatable = false)
    private long accountId;

    @Column(name = "created_at", nullable = false, updatable = false)
    private Instant createdAt;

    @Column(name = "last_seen_at", nullable = false)
    private Instant lastSeenAt;

    @Column(name = "expires_at", nullable = false, updatable = false)
    private Instant expiresAt;

    /** For JPA. */
    protected SignIn() {}

    /** @param tokenHash SHA-256 of the cookie's token, in hexadecimal */
    SignIn(long accountId, String tokenHash, Instant now) {
        this.accountId = accountId;
        this.tokenHash = tokenHash;
        this.createdAt = now;
        this.lastSeenAt = now;
        this.expiresAt = now.plus(LONGEST);
    }

    void renew(String newTokenHash) {
        tokenHash = newTokenHash;
    }

    /** {@return whether it is neither over nor idle for too long; whether the account is disabled is for the caller to know} */
    boolean isValid(Instant now) {
        return times(null).stateAt(now) == SignInState.VALID;
    }

    /** @param disabledAt when the account was disabled, or null */
    SignInTimes times(Instant disabledAt) {
        return new SignInTimes(id, lastSeenAt, expiresAt, disabledAt);
    }

    long accountId() {
        return accountId;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    Long id() {
        return id;
    }
}
