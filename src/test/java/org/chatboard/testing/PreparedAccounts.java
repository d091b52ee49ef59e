package org.chatboard.testing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.chatboard.people.credential.PasswordHasher;
import org.chatboard.people.session.SignInCookie;
import org.chatboard.people.session.Tokens;

/**
 * Accounts with a session each, which are in the database before the server starts. They save time: a sign-up with a
 * sign-in costs the server two password hashes, 0.4 s of CPU time on a busy machine. Tests have no cheaper hash than
 * production.
 */
final class PreparedAccounts {
    static final PreparedAccounts NONE = new PreparedAccounts(List.of(), null);

    /** Ids, above those that the server assigns in a test. */
    private static final AtomicLong NEXT_ID = new AtomicLong(1_000_000);

    private static final Duration SESSION = Duration.ofDays(14);

    /** The last migration before the first one in Java. The server runs the later ones, which compute the search words. */
    private static final String TABLES = "4";

    private final List<Account> unused;
    private final Account administrator;

    /**
     * An account that no test has used yet.
     *
     * @param token value of the session cookie
     * @param createdAt when the account and its session were created
     */
    record Account(long id, String username, String displayName, String token, Instant createdAt) {
        /** {@return a new account with a random username} */
        static Account named(String displayName) {
            return new Account(
                    NEXT_ID.incrementAndGet(), Visitors.newUsername(), displayName, Tokens.newToken(), Instant.now());
        }

        /** {@return a new account that is named like those of {@link Member#signUp}} */
        static Account ofMember() {
            String username = Visitors.newUsername();
            return new Account(
                    NEXT_ID.incrementAndGet(), username, "The " + username, Tokens.newToken(), Instant.now());
        }

        /** {@return when the session ends} */
        Instant expiresAt() {
            return createdAt.plus(SESSION);
        }

        /** {@return the name of the session cookie} */
        String cookie(int port) {
            return SignInCookie.NAME + "_" + port;
        }
    }

    /** The hash of the password of all test accounts, computed once. */
    private static final class Hash {
        private static final String VALUE = new PasswordHasher(1, Duration.ofSeconds(2)).hash(RestClient.PASSWORD);
    }

    private PreparedAccounts(List<Account> unused, Account administrator) {
        this.unused = new ArrayList<>(unused);
        this.administrator = administrator;
    }

    /** Stores new accounts, and an administrator besides them, in an empty database. */
    static PreparedAccounts store(TestDatabase database, List<Account> accounts) {
        database.migrate(TABLES);
        Account administrator = Account.named("Rosa Lind");
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            insert(connection, accounts, "USER");
            insert(connection, List.of(administrator), "ADMIN");
            connection.commit();
            database.release();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new PreparedAccounts(accounts, administrator);
    }

    /** {@return an account that no test has used; empty if there is none} */
    synchronized Optional<Account> take(Predicate<Account> wanted) {
        Optional<Account> taken = unused.stream().filter(wanted).findFirst();
        taken.ifPresent(unused::remove);
        return taken;
    }

    /** {@return the administrator, whom all tests of the server share} */
    Account administrator() {
        if (administrator == null) {
            throw new IllegalStateException("The server has no prepared accounts");
        }
        return administrator;
    }

    private static void insert(Connection connection, List<Account> accounts, String role) throws SQLException {
        try (PreparedStatement account = connection.prepareStatement(
                        "INSERT INTO account (id, username, display_name, name_key, password_hash, role, created_at)"
                                + " VALUES (?, ?, ?, '', ?, ?, ?)");
                PreparedStatement session = connection.prepareStatement(
                        "INSERT INTO sign_in (id, token_hash, account_id, created_at, last_seen_at, expires_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?)")) {
            for (Account one : accounts) {
                account.setLong(1, one.id());
                account.setString(2, one.username());
                account.setString(3, one.displayName());
                account.setString(4, Hash.VALUE);
                account.setString(5, role);
                account.setLong(6, one.createdAt().toEpochMilli());
                account.addBatch();
                session.setLong(1, one.id());
                session.setString(2, sha256(one.token()));
                session.setLong(3, one.id());
                session.setLong(4, one.createdAt().toEpochMilli());
                session.setLong(5, one.createdAt().toEpochMilli());
                session.setLong(6, one.expiresAt().toEpochMilli());
                session.addBatch();
            }
            account.executeBatch();
            session.executeBatch();
        }
    }

    private static String sha256(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
