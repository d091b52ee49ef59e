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

/** A session of an account in one browser or script. It is stored, so it survives a restart of the server. */
@Entity
@Table(name = "sign_in")
@NamedQuery(
        name = SignIn.FIND_BY_TOKEN_HASH,
        query = "SELECT s, a.username, a.displayName, a.avatar, a.role, a.disabledAt"
                + " FROM SignIn s JOIN Account a ON a.id = s.accountId WHERE s.tokenHash = :tokenHash")
@NamedQuery(
        name = SignIn.LIST_OF_ACCOUNT,
        query = "SELECT s.id FROM SignIn s WHERE s.accountId = :accountId ORDER BY s.lastSeenAt DESC, s.id DESC")
@NamedQuery(
        name = SignIn.SHOWN_OF_ACCOUNT,
        query = "SELECT s FROM SignIn s WHERE s.accountId = :accountId ORDER BY s.lastSeenAt DESC, s.id DESC")
@NamedQuery(
        name = SignIn.LIST_EXPIRED,
        query = "SELECT s.id FROM SignIn s WHERE s.expiresAt <= :now OR s.lastSeenAt <= :idleSince")
@NamedQuery(
        name = SignIn.TIMES,
        query =
                "SELECT s.id, s.lastSeenAt, s.expiresAt, a.disabledAt FROM SignIn s JOIN Account a ON a.id = s.accountId WHERE s.id IN :ids")
@NamedQuery(name = SignIn.UPDATE_LAST_SEEN, query = "UPDATE SignIn s SET s.lastSeenAt = :now WHERE s.id IN :ids")
@NamedQuery(
        name = SignIn.DISMISS_HELP_NOTICE,
        query = "UPDATE SignIn s SET s.helpNoticeDismissed = TRUE WHERE s.id = :id")
@NamedQuery(name = SignIn.DELETE, query = "DELETE FROM SignIn s WHERE s.id IN :ids")
class SignIn {
    static final String FIND_BY_TOKEN_HASH = "SignIn.findByTokenHash";
    static final String LIST_OF_ACCOUNT = "SignIn.listOfAccount";
    static final String SHOWN_OF_ACCOUNT = "SignIn.shownOfAccount";
    static final String LIST_EXPIRED = "SignIn.listExpired";
    static final String TIMES = "SignIn.times";
    static final String UPDATE_LAST_SEEN = "SignIn.updateLastSeen";
    static final String DISMISS_HELP_NOTICE = "SignIn.dismissHelpNotice";
    static final String DELETE = "SignIn.delete";

    /** Maximum age. An older sign-in has ended even if it is in use. */
    static final Duration MAX_AGE = Duration.ofDays(14);

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

    @Column(updatable = false, length = 32)
    private String browser;

    @Column(name = "operating_system", updatable = false, length = 32)
    private String operatingSystem;

    @Column(updatable = false, length = 64)
    private String address;

    @Column(name = "last_seen_at", nullable = false)
    private Instant lastSeenAt;

    @Column(name = "expires_at", nullable = false, updatable = false)
    private Instant expiresAt;

    @Column(name = "help_notice_dismissed", nullable = false)
    private boolean helpNoticeDismissed;

    /** For JPA. */
    protected SignIn() {}

    /** Creates a sign-in that starts now; {@code tokenHash} is the SHA-256 of the cookie's token, in hexadecimal. */
    SignIn(long accountId, String tokenHash, SignInOrigin origin, Instant now) {
        this.accountId = accountId;
        this.browser = origin.device().browser();
        this.operatingSystem = origin.device().system();
        this.address = origin.address();
        this.tokenHash = tokenHash;
        this.createdAt = now;
        this.lastSeenAt = now;
        this.expiresAt = now.plus(MAX_AGE);
    }

    void replaceToken(String newTokenHash) {
        tokenHash = newTokenHash;
    }

    /** {@return whether the sign-in has neither expired nor been idle for too long} Ignores whether the account is disabled. */
    boolean isValid(Instant now) {
        return times(null).stateAt(now) == SignInState.VALID;
    }

    /**
     * {@return the times that decide whether the sign-in is valid}
     *
     * @param disabledAt when the account was disabled, or null
     */
    SignInTimes times(Instant disabledAt) {
        return new SignInTimes(id, lastSeenAt, expiresAt, disabledAt);
    }

    ListedSignIn toListed(long currentId) {
        SignInOrigin origin = new SignInOrigin(new Device(browser, operatingSystem), address);
        return new ListedSignIn(id, origin, createdAt, lastSeenAt, id == currentId);
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
