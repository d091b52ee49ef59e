package org.chatboard.people.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.chatboard.people.account.AccountService;
import org.chatboard.people.account.Person;
import org.chatboard.people.account.SignedInAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests {@link SignInService} inside the server, with transactions and a database, which a subclass chooses. */
abstract class SignInServiceTests {
    private static final String HASH = "a hash";
    private static final SignInOrigin ORIGIN = new SignInOrigin(Device.of(null), "192.0.2.1");

    @Inject
    SignInService signIns;

    @Inject
    AccountService accounts;

    @Resource(lookup = "java:app/jdbc/chatboard")
    DataSource database;

    private Person anna;

    @BeforeEach
    void signUp() {
        anna = newMember();
    }

    @Test
    void reportsTheStateOfEachSignIn() throws SQLException {
        long valid = signIn(anna).signInId();
        long ended = signIn(anna).signInId();
        signIns.end(ended);
        long idle = signIn(anna).signInId();
        set("UPDATE sign_in SET last_seen_at = ? WHERE id = ?", ago(SignInTimes.IDLE_TIMEOUT), idle);
        Person bert = newMember();
        long disabled = signIn(bert).signInId();
        set("UPDATE account SET disabled_at = ? WHERE id = ?", ago(Duration.ZERO), bert.id());
        assertEquals(
                Map.of(
                        valid, SignInState.VALID,
                        ended, SignInState.ENDED,
                        idle, SignInState.ENDED,
                        disabled, SignInState.DISABLED),
                signIns.recordUse(Set.of(valid, ended, idle, disabled)));
        assertEquals(Map.of(), signIns.recordUse(Set.of()));
    }

    @Test
    void updatesLastSeenAtMostEveryTenMinutes() throws SQLException {
        long recent = signIn(anna).signInId();
        long older = signIn(anna).signInId();
        long soonIdle = signIn(anna).signInId();
        long nineMinutesAgo = ago(Duration.ofMinutes(9));
        set("UPDATE sign_in SET last_seen_at = ? WHERE id = ?", nineMinutesAgo, recent);
        set("UPDATE sign_in SET last_seen_at = ? WHERE id = ?", ago(Duration.ofMinutes(11)), older);
        set(
                "UPDATE sign_in SET last_seen_at = ? WHERE id = ?",
                ago(SignInTimes.IDLE_TIMEOUT.minusMinutes(1)),
                soonIdle);
        long before = System.currentTimeMillis();
        signIns.recordUse(Set.of(recent, older, soonIdle));
        assertEquals(nineMinutesAgo, lastSeenAt(recent));
        assertTrue(lastSeenAt(older) >= before);
        assertTrue(lastSeenAt(soonIdle) >= before);
    }

    @Test
    void changesThePasswordAndEndsTheOtherSignIns() {
        SignedInAccount caller = signIn(anna);
        SignedInAccount other = signIn(anna);
        String token = signIns.changePassword(caller, HASH, "another hash").orElseThrow();
        assertEquals(
                caller.signInId(), signIns.find(token).orElseThrow().account().signInId());
        assertEquals(
                Map.of(caller.signInId(), SignInState.VALID, other.signInId(), SignInState.ENDED),
                signIns.recordUse(Set.of(caller.signInId(), other.signInId())));
        assertEquals("another hash", hash());
    }

    @Test
    void rejectsAPasswordChangeAfterAnotherOne() {
        SignedInAccount first = signIn(anna);
        SignedInAccount second = signIn(anna);
        signIns.changePassword(first, HASH, "the first to change it").orElseThrow();
        assertEquals(Optional.empty(), signIns.changePassword(second, HASH, "the second"));
        assertEquals(Optional.empty(), signIns.changePassword(first, HASH, "the same form again"));
        assertEquals("the first to change it", hash());
    }

    @Test
    void rejectsAPasswordChangeOfAnEndedSignIn() {
        SignedInAccount ended = signIn(anna);
        signIns.end(ended.signInId());
        assertEquals(Optional.empty(), signIns.changePassword(ended, HASH, "another hash"));
        assertEquals(HASH, hash());
    }

    private Person newMember() {
        return accounts.create("p" + UUID.randomUUID().toString().substring(0, 8), "Somebody", HASH);
    }

    private SignedInAccount signIn(Person person) {
        String token = signIns.start(person.id(), HASH, ORIGIN).orElseThrow();
        return signIns.find(token).orElseThrow().account();
    }

    private String hash() {
        return accounts.credential(anna.username()).orElseThrow().passwordHash();
    }

    private static long ago(Duration duration) {
        return Instant.now().minus(duration).toEpochMilli();
    }

    private void set(String sql, long time, long id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, time);
            update.setLong(2, id);
            assertEquals(1, update.executeUpdate());
        }
    }

    private long lastSeenAt(long signInId) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("SELECT last_seen_at FROM sign_in WHERE id = " + signInId);
                ResultSet rows = query.executeQuery()) {
            assertTrue(rows.next());
            return rows.getLong(1);
        }
    }
}
