package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.Map;
import java.util.regex.Pattern;
import org.chatboard.testing.FaultyProxy.Fault;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The data that former versions of the page have left in the browser's store: version 2 of the database, where a draft has the account of
 * the other person as key, and version 3, which has no files. The present version carries all of it over.
 */
@InBrowser
class FormerBrowserStoreE2E {
    /** Makes the database as the former version did, with the same tables and with records of every shape that it wrote. */
    private static final String LEAVE_DATA = """
            ({ version, account, ben, cleo, dora, question, mine, pages }) => new Promise((resolve, reject) => {
                const opening = indexedDB.open('chatboard', version);
                opening.onupgradeneeded = () => {
                    const database = opening.result;
                    const outbox = database.createObjectStore('outbox', { keyPath: 'n', autoIncrement: true });
                    outbox.createIndex('account', 'account');
                    outbox.createIndex('cid', ['account', 'cid'], { unique: true });
                    database.createObjectStore('drafts', { keyPath: ['account', version === 2 ? 'person' : 'conversation'] });
                    database.createObjectStore('pages', { keyPath: ['account', 'room'] });
                    database.createObjectStore('made');
                };
                opening.onerror = reject;
                opening.onsuccess = () => {
                    const database = opening.result;
                    const transaction = database.transaction(['outbox', 'drafts', 'pages', 'made'], 'readwrite');
                    const put = (table, record) => transaction.objectStore(table).put(record);
                    const { epoch } = question;
                    const unsent = (cid, fields) => put('outbox', { account, cid, person: ben, text: undefined,
                        quote: undefined, change: undefined, epoch, at: Date.now(), tried: false, asked: undefined,
                        anew: undefined, failed: undefined, ...fields });
                    const quote = ({ id, seq, sender, message }) => ({ id, seq, sender, message });
                    unsent('former-1', { text: 'an unsent answer', quote: quote(question) });
                    unsent('former-2', { change: { type: 'edit', id: mine.id, message: 'mine, edited offline' }, person: cleo,
                        epoch: mine.epoch, tried: true });
                    unsent('former-3', { text: 'the first to Dora', person: dora, epoch: null });
                    unsent('former-4', { text: 'rejected to Cleo', person: cleo, failed: 'It is too long.' });
                    unsent('former-5', { text: 'old to Cleo', person: cleo, at: Date.now() - 2 * 24 * 60 * 60_000 });
                    unsent('former-6', { account: '900 carl', text: 'of Carl' });
                    const key = person => (version === 2 ? { person } : { conversation: `to ${person}` });
                    const draft = (person, fields) => put('drafts', { account, ...key(person), text: '', reply: undefined,
                        edit: undefined, at: Date.now(), ...fields });
                    draft(ben.id, { text: 'an answer to be contin', reply: question });
                    draft(cleo.id, { text: 'later', edit: { message: mine, text: 'mine, to be contin' } });
                    draft(dora.id, { text: 'for Dora, to be contin' });
                    draft(900, { account: '900 carl', text: 'a draft of Carl' });
                    JSON.parse(pages).forEach(page => put('pages', page));
                    transaction.objectStore('made').put('former-store', 'store');
                    transaction.oncomplete = () => { database.close(); resolve(); };
                    transaction.onabort = reject;
                };
            })""";

    private static final String DELETE_DATA = """
            () => new Promise((resolve, reject) => {
                const deleting = indexedDB.deleteDatabase('chatboard');
                deleting.onsuccess = () => resolve();
                deleting.onerror = reject;
            })""";

    private static final String PAGES = """
            () => new Promise((resolve, reject) => {
                const opening = indexedDB.open('chatboard');
                opening.onerror = reject;
                opening.onsuccess = () => {
                    opening.result.transaction('pages').objectStore('pages').getAll().onsuccess = ({ target }) => {
                        opening.result.close();
                        resolve(target.result);
                    };
                };
            })""";

    /** Lets each write of the change of tables fail, as long as the address asks for it. */
    private static final String FAIL_TO_CHANGE_TABLES = """
            const put = IDBObjectStore.prototype.put;
            IDBObjectStore.prototype.put = function (...of) {
                if (this.transaction.mode === 'versionchange' && location.search === '?full') {
                    throw new DOMException('Full.', 'QuotaExceededError');
                }
                return put.apply(this, of);
            };""";

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void unsentMessagesDraftsAndPagesAreCarriedOver(int version, ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor cleo = visitors.member(site, "Cleo Martin");
        Visitor dora = visitors.member(site, "Dora Lindqvist");
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        leaveData(version, anna, ben, cleo, dora);

        anna.openChat(ben);
        assertThat(anna.composer()).hasValue("an answer to be contin");
        assertThat(anna.page().locator(".composer__mode")).containsText("a question");
        ben.openChat(anna).sees("a question", "an unsent answer");
        assertThat(ben.bubble("an unsent answer").locator(".message__quote")).containsText("a question");

        anna.row(cleo).click();
        assertThat(anna.composer()).hasValue("mine, to be contin");
        assertThat(anna.page().locator(".composer__mode")).containsText("Edit message");
        assertThat(anna.bubble("rejected to Cleo")).containsText("Not sent. It is too long.");
        assertThat(anna.bubble("old to Cleo")).containsText("has not been sent.");
        cleo.openChat(anna).sees("mine, edited offline");

        anna.row(dora).click();
        assertThat(anna.composer()).hasValue("for Dora, to be contin");
        dora.openChat(anna).sees("the first to Dora");
        assertThat(anna.row(dora)).hasAttribute("data-room", Pattern.compile("\\d+"));
        String doras = "\"conversation\":" + anna.row(dora).getAttribute("data-room") + ",";
        anna.page().waitForCondition(() -> BrowserStoreContents.records(anna).contains(doras));
        assertThat(BrowserStoreContents.records(anna))
                .as("all drafts have moved to their rooms, except that of an account that is not signed in")
                .containsOnlyOnce("\"conversation\":\"to ")
                .contains("\"conversation\":\"to 900\"", "a draft of Carl", "of Carl")
                .doesNotContain("\"conversation\":\"to " + dora.id());
        anna.page().reload();
        anna.awaitConnected();
        assertThat(anna.composer()).hasValue("for Dora, to be contin");
    }

    @Test
    void aCachedPageIsCarriedOver(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor cleo = visitors.member(site, "Cleo Martin");
        Visitor dora = visitors.member(site, "Dora Lindqvist");
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        ben.openChat(anna).send("as the server has it");
        assertThat(ben.page().locator(".message--pending")).hasCount(0);
        anna.openDashboard();
        anna.page().waitForCondition(() -> BrowserStoreContents.records(anna).contains("as the server has it"));
        String pages = pages(anna).replace("as the server has it", "as the former version has it");
        Map<String, Object> none = Map.of("id", 0, "seq", 0, "sender", person(ben), "message", "", "epoch", "");
        leave(2, anna, "900 carl", ben, cleo, dora, none, none, pages);
        anna.openDashboard();
        site.proxy().during(Fault.DISCONNECT, () -> {
            assertThat(anna.page().locator("[data-connection]").first()).not().hasAttribute("data-state", "open");
            anna.row(ben).click();
            anna.sees("as the former version has it");
        });
    }

    @Test
    void anInterruptedChangeOfTheTablesLosesNothing(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor cleo = visitors.member(site, "Cleo Martin");
        Visitor dora = visitors.member(site, "Dora Lindqvist");
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        leaveData(2, anna, ben, cleo, dora);
        anna.page().addInitScript(FAIL_TO_CHANGE_TABLES);
        anna.page().navigate("/chat/" + dora.username() + "?full");
        Locator said = anna.page().locator("#kept");
        assertThat(said).containsText("This browser does not let ChatBoard store anything");
        anna.openChat(dora);
        assertThat(anna.composer()).hasValue("for Dora, to be contin");
        dora.openChat(anna).sees("the first to Dora");
        assertThat(said).hasText("");
    }

    /** Makes Anna's conversations with Ben and Cleo, and leaves the data of a former version in her browser. */
    private static void leaveData(int version, Visitor anna, Visitor ben, Visitor cleo, Visitor dora) {
        ben.openChat(anna).send("a question");
        anna.openChat(cleo).send("mine");
        assertThat(anna.bubble("mine").locator(".message__state")).hasText("Sent");
        assertThat(anna.row(cleo)).containsText("mine"); // only then no row moves under the pointer any more
        anna.row(ben).click();
        assertThat(anna.bubble("a question")).isVisible();
        anna.page().waitForCondition(() -> {
            String records = BrowserStoreContents.records(anna);
            return records.contains("a question") && records.contains("\"mine\"");
        });
        String pages = pages(anna);
        Map<String, Object> question = subject(anna, "a question");
        Map<String, Object> mine = subject(anna, "mine");
        leave(version, anna, anna.id() + " " + anna.username(), ben, cleo, dora, question, mine, pages);
    }

    /**
     * Replaces the data of the browser by data of a former version.
     *
     * @param version of the database
     * @param account id and username of the account of the messages and drafts
     * @param question the message that a draft replies to
     * @param mine the message that a draft edits
     * @param pages the cached pages, as JSON
     */
    private static void leave(
            int version,
            Visitor anna,
            String account,
            Visitor ben,
            Visitor cleo,
            Visitor dora,
            Map<String, Object> question,
            Map<String, Object> mine,
            String pages) {
        goToEmptyPage(anna);
        anna.page().evaluate(DELETE_DATA);
        Map<String, Object> data = Map.ofEntries(
                Map.entry("version", version),
                Map.entry("account", account),
                Map.entry("ben", person(ben)),
                Map.entry("cleo", person(cleo)),
                Map.entry("dora", person(dora)),
                Map.entry("question", question),
                Map.entry("mine", mine),
                Map.entry("pages", pages));
        anna.page().evaluate(LEAVE_DATA, data);
    }

    /** Opens a page of the same origin whose scripts do not use the store. */
    private static void goToEmptyPage(Visitor visitor) {
        Page page = visitor.page();
        page.route(
                "**/empty",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/html")
                        .setBody("<!DOCTYPE html><html lang='en'><title>Empty</title>")));
        page.navigate("/empty");
    }

    private static String pages(Visitor visitor) {
        return (String) visitor.page().evaluate("async () => JSON.stringify(await (" + PAGES + ")())");
    }

    /** {@return a message as a draft refers to it, from the cached pages} */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> subject(Visitor visitor, String text) {
        return (Map<String, Object>) visitor.page()
                .evaluate(
                        "async text => { const found = (await (" + PAGES + ")()).flatMap(({ epoch, messages }) =>"
                                + " messages.map(({ id, seq, sender, message }) => ({ id, seq, sender, message, epoch })));"
                                + " return found.find(({ message }) => message === text); }",
                        text);
    }

    private static Map<String, Object> person(Visitor visitor) {
        return Map.of(
                "id",
                Math.toIntExact(visitor.id()),
                "username",
                visitor.username(),
                "displayName",
                visitor.displayName());
    }
}
