package org.chatboard.people.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.chatboard.people.account.AccountService;
import org.chatboard.people.account.Person;
import org.chatboard.people.account.SignedInAccount;
import org.chatboard.people.audit.AuditAction;
import org.chatboard.people.audit.AuditActor;
import org.chatboard.people.audit.AuditCursor;
import org.chatboard.people.audit.AuditLog;
import org.chatboard.people.audit.AuditedEvent;
import org.chatboard.people.session.Device;
import org.chatboard.people.session.SignInOrigin;
import org.chatboard.people.session.SignInService;
import org.chatboard.platform.rest.RejectedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests {@link HelpLinkService} and the audit log inside the server, with transactions and a database, which a subclass chooses. */
abstract class HelpLinkServiceTests {
    private static final String HASH = "a hash";
    private static final String ADDRESS = "192.0.2.1";
    private static final SignInOrigin ORIGIN = new SignInOrigin(Device.of(null), ADDRESS);

    @Inject
    HelpLinkService links;

    @Inject
    SignInService signIns;

    @Inject
    AccountService accounts;

    @Inject
    AuditLog audit;

    @Resource
    UserTransaction transaction;

    @Resource
    ManagedExecutorService executor;

    @Resource(lookup = "java:app/jdbc/chatboard")
    DataSource database;

    private Person anna;
    private SignedInAccount admin;

    @BeforeEach
    void signUp() {
        anna = newMember();
        admin = signIn(newMember());
    }

    @Test
    void setsThePasswordOnceAndEndsAllSignIns() {
        SignedInAccount former = signIn(anna);
        String code = make();
        assertEquals(Optional.of(anna), links.find(code));
        String token = links.use(code, "another hash", ORIGIN).orElseThrow();
        assertEquals(anna.id(), signIns.find(token).orElseThrow().account().accountId());
        assertEquals(
                "ENDED",
                signIns.recordUse(java.util.Set.of(former.signInId()))
                        .get(former.signInId())
                        .name());
        assertEquals("another hash", hash());
        assertUnusable(code);
    }

    @Test
    void letsOneOfManyParallelUsesWin() throws Exception {
        String code = make();
        List<Future<Optional<String>>> uses = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String newHash = "hash " + i;
            uses.add(executor.submit(() -> links.use(code, newHash, ORIGIN)));
        }
        List<String> winners = new ArrayList<>();
        for (int i = 0; i < uses.size(); i++) {
            if (uses.get(i).get().isPresent()) {
                winners.add("hash " + i);
            }
        }
        assertEquals(List.of(hash()), winners);
    }

    @Test
    void makesLinksInParallelOfWhichOneStays() throws Exception {
        List<Future<String>> made = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            made.add(executor.submit(this::make));
        }
        List<String> codes = new ArrayList<>();
        for (Future<String> code : made) {
            codes.add(code.get());
        }
        assertEquals(
                1, codes.stream().filter(code -> links.find(code).isPresent()).count());
    }

    @Test
    void replacesTheFormerLink() {
        String former = make();
        String latest = make();
        assertUnusable(former);
        assertEquals(Optional.of(anna), links.find(latest));
    }

    @Test
    void expires() throws SQLException {
        String code = make();
        set("UPDATE help_link SET expires_at = ? WHERE account_id = ?", System.currentTimeMillis() + 60_000, anna.id());
        assertEquals(Optional.of(anna), links.find(code));
        set("UPDATE help_link SET expires_at = ? WHERE account_id = ?", System.currentTimeMillis(), anna.id());
        assertUnusable(code);
    }

    @Test
    void helpsNoDisabledAccount() throws SQLException {
        String code = make();
        set("UPDATE account SET disabled_at = ? WHERE id = ?", System.currentTimeMillis(), anna.id());
        assertUnusable(code);
        assertEquals(409, assertThrows(RejectedException.class, this::make).status());
    }

    @Test
    void rejectsTheMakersOwnAccountAndOneThatDoesNotExist() {
        assertEquals(409, rejection(admin.accountId()));
        assertEquals(404, rejection(-1));
    }

    private int rejection(long accountId) {
        return assertThrows(RejectedException.class, () -> links.make(accountId, admin, ADDRESS))
                .status();
    }

    @Test
    void tellsThePersonAtEachSignInUntilItIsDismissedThere() throws Exception {
        String first = links.use(make(), HASH, ORIGIN).orElseThrow();
        SignedInAccount byLink = signIns.find(first).orElseThrow().account();
        assertEquals(List.of(), links.notices(byLink), "at the sign-in that the link started");
        set("UPDATE help_link SET used_at = ? WHERE account_id = ?", System.currentTimeMillis() - 1_000, anna.id());
        SignedInAccount later = signIn(anna);
        SignedInAccount another = signIn(anna);
        make(); // one that is not used is no notice, and removes none
        assertEquals(List.of(admin.displayName()), makers(later));
        links.dismissNotices(later);
        assertEquals(List.of(), makers(later));
        assertEquals(List.of(admin.displayName()), makers(another), "a sign-in made before");
        assertEquals(List.of(admin.displayName()), makers(signIn(anna)), "a sign-in made afterwards");
        links.dismissNotices(byLink);
        assertEquals(List.of(admin.displayName()), makers(another), "not dismissed by the sign-in of the link");
    }

    @Test
    void tellsThePersonForThirtyDays() throws SQLException {
        links.use(make(), HASH, ORIGIN).orElseThrow();
        String use = "UPDATE help_link SET used_at = ? WHERE account_id = ?";
        SignedInAccount later = signIn(anna);
        long ended = System.currentTimeMillis() - HelpLink.NOTICE_LIFETIME.toMillis();
        set(use, ended + 60_000, anna.id());
        assertEquals(1, links.notices(later).size());
        make();
        assertEquals(1, links.notices(later).size(), "a new link removes no notice");
        set(use, ended, anna.id());
        assertEquals(List.of(), links.notices(later));
        make(); // removes the old ones
        set(use, System.currentTimeMillis() - 1_000, anna.id());
        assertEquals(1, links.notices(signIn(anna)).size());
    }

    private List<String> makers(SignedInAccount reader) {
        return links.notices(reader).stream().map(HelpNotice::maker).toList();
    }

    @Test
    void recordsWhoMadeAndUsedALink() {
        links.use(make(), HASH, ORIGIN).orElseThrow();
        List<AuditedEvent> events = audit.page(AuditCursor.START, 2).events();
        assertEquals(AuditAction.HELP_LINK_USED, events.get(0).action());
        assertEquals(new AuditActor(anna.username(), ADDRESS), events.get(0).actor());
        assertEquals(AuditAction.HELP_LINK_MADE, events.get(1).action());
        assertEquals(new AuditActor(admin.username(), ADDRESS), events.get(1).actor());
        assertEquals(anna.username(), events.get(1).subject());
    }

    @Test
    void recordsNothingOfATransactionThatFails() throws Exception {
        transaction.begin();
        audit.record(AuditActor.OPERATOR, AuditAction.HELP_LINK_MADE, "rolled back " + anna.username());
        transaction.rollback();
        assertNotEquals(
                "rolled back " + anna.username(),
                newest().map(AuditedEvent::subject).orElse(""));
        assertThrows(
                EJBException.class,
                () -> audit.record(AuditActor.OPERATOR, AuditAction.HELP_LINK_MADE, "no transaction"));
    }

    @Test
    void cutsTextsThatAreTooLong() throws Exception {
        transaction.begin();
        audit.record(
                AuditActor.OPERATOR,
                AuditAction.HELP_LINK_MADE,
                "s".repeat(256),
                "b".repeat(1_025),
                "\ud83d\ude00".repeat(600));
        transaction.commit();
        AuditedEvent event = newest().orElseThrow();
        assertEquals("s".repeat(256), event.subject());
        assertEquals("b".repeat(1_023) + "…", event.before());
        assertEquals("\ud83d\ude00".repeat(511) + "…", event.after());
        assertEquals(AuditActor.OPERATOR, event.actor());
    }

    @Test
    void pagesTheNewestEventsFirst() throws Exception {
        for (int i = 0; i < 5; i++) {
            transaction.begin();
            audit.record(AuditActor.OPERATOR, AuditAction.HELP_LINK_MADE, anna.username() + i);
            transaction.commit();
        }
        List<String> subjects = new ArrayList<>();
        AuditCursor cursor = AuditCursor.START;
        for (int page = 0; page < 3; page++) {
            var read = audit.page(cursor, 2);
            read.events().forEach(event -> subjects.add(event.subject()));
            cursor = read.next() == null ? cursor : AuditCursor.parse(read.next());
        }
        assertEquals(
                List.of(4, 3, 2, 1, 0).stream().map(i -> anna.username() + i).toList(), subjects.subList(0, 5));
    }

    private Optional<AuditedEvent> newest() {
        return audit.page(AuditCursor.START, 1).events().stream().findFirst();
    }

    private void assertUnusable(String code) {
        String before = hash();
        assertEquals(Optional.empty(), links.find(code));
        assertEquals(Optional.empty(), links.use(code, "a hash that nobody set", ORIGIN));
        assertEquals(before, hash());
    }

    private String make() {
        Instant before = Instant.now();
        NewHelpLink made = links.make(anna.id(), admin, ADDRESS);
        assertTrue(made.code().length() >= 43, "256 bits");
        assertTrue(!made.expiresAt().isBefore(before.plus(HelpLink.LIFETIME).minusMillis(1)));
        return made.code();
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

    private void set(String sql, long time, long id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, time);
            update.setLong(2, id);
            assertTrue(update.executeUpdate() > 0);
        }
    }
}
