package org.chatboard.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.regex.Pattern;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.Site;
import org.chatboard.testing.TcpProxy.Way;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** What is unsent where the server's data was restored or made anew meanwhile: the numbers in it are others' now. */
@InBrowser
class RestoredE2E {
    private static final String SAID = "Not sent. The server was restored or set up anew since this was written";

    private static final String MEANT_FOR_ANOTHER = """
            () => new Promise(done => {
                indexedDB.open('chatboard').onsuccess = ({ target: { result: database } }) => {
                    const transaction = database.transaction('outbox', 'readwrite');
                    const outbox = transaction.objectStore('outbox');
                    outbox.getAll().onsuccess = ({ target: { result: [record] } }) => {
                        record.person.username = 'another';
                        outbox.put(record);
                    };
                    transaction.oncomplete = () => {
                        database.close();
                        done();
                    };
                };
            })""";

    @Test
    void whatWasForSomebodyElseUnderTheSameNumberIsNotSent(Site site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        anna.openChat(ben);
        site.proxy().during(Way.CUT, () -> {
            leaveUnsent(anna, "for another");
            anna.page().evaluate(MEANT_FOR_ANOTHER);
            anna.page().navigate("about:blank");
        });
        anna.openChat(ben);
        assertThat(anna.bubble("for another")).containsText(SAID);
        assertThat(anna.heading()).hasText("Ben Okafor");
        anna.say("for Ben");
        ben.openChat(anna).sees("for Ben");
    }

    @Test
    void whatAnswersAMessageOfAnotherHistoryIsNotSent(Site site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        anna.openChat(ben).say("before");
        assertThat(anna.bubble("before").locator(".message__state")).hasText("Sent");
        anna.act("before", "Reply");
        site.proxy().during(Way.CUT, () -> {
            leaveUnsent(anna, "an answer");
            anna.page().navigate("about:blank");
        });
        anna.page().routeWebSocket(Pattern.compile(".*/ws"), page -> page.connectToServer()
                .onMessage(
                        frame -> page.send(frame.text().replaceAll("\"epoch\":\"[^\"]+\"", "\"epoch\":\"another\""))));
        anna.openChat(ben);
        assertThat(anna.bubble("an answer")).containsText(SAID);
        anna.say("no answer");
        ben.openChat(anna).sees("before", "no answer");
    }

    private static void leaveUnsent(Visitor visitor, String text) {
        visitor.say(text);
        assertThat(visitor.bubble(text)).containsText("Waiting for the connection…");
        visitor.page().waitForFunction("() => debugChat.getStatus().unkept === 0");
    }
}
