package org.chatboard.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
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
        query = "SELECT s FROM SignIn s JOIN FETCH s.account WHERE s.tokenHash = :tokenHash")
@NamedQuery(
        name = SignIn.OF_ACCOUNT,
        query = "SELECT s.id FROM SignIn s WHERE s.account.id = :accountId ORDER BY s.lastSeenAt DESC, s.id DESC")
@NamedQuery(
        name = SignIn.OVER,
        query = "SELECT s.id FROM SignIn s WHERE s.expiresAt <= :now OR s.lastSeenAt <= :idleSince")
@NamedQuery(
        name = SignIn.TIMES,
        query =
                "SELECT s.id, s.lastSeenAt, s.expiresAt, a.disabledAt FROM SignIn s JOIN s.account a WHERE s.id IN :ids")
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

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @JoinColumn(name = "account_id")
    private Account account;

    @Column(name = "created_at", nullable = false, updatable = false)
    private Instant createdAt;

    @Column(name = "last_seen_at", nullable = false)
    private Instant lastSeenAt;

    @Column(name = "expires_at", nullable = false, updatable = false)
    private Instant expiresAt;

    /** For JPA. */
    protected SignIn() {}

    /** @param tokenHash SHA-256 of the cookie's token, in hexadecimal */
    SignIn(Account account, String tokenHash, Instant now) {
        this.account = account;
        this.tokenHash = tokenHash;
        this.createdAt = now;
        this.lastSeenAt = now;
        this.expiresAt = now.plus(LONGEST);
    }

    void renew(String newTokenHash) {
        tokenHash = newTokenHash;
    }

    boolean isValid(Instant now) {
        return times().stateAt(now) == SignInState.VALID;
    }

    SignInTimes times() {
        return new SignInTimes(id, lastSeenAt, expiresAt, account.disabledAt());
    }

    SignedIn toSignedIn() {
        return new SignedIn(account.id(), id, account.username(), account.displayName(), account.role(), expiresAt);
    }

    Long id() {
        return id;
    }
}
