package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.WebSocketRoute;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chatboard.testing.FaultyProxy.Fault;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.Modules;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rejected frames, and history pages that arrive late. An {@code error} frame names the room but not the request, so the page has
 * to find out which of its requests failed.
 */
@InBrowser
class RejectedFrameE2E {
    private static final Pattern SOCKET = Pattern.compile(".*/ws");
    private static final String ERROR = "{\"type\":\"error\",\"code\":\"%s\",\"message\":\"Not now.\",\"room\":%s%s}";
    private static final String SOON = ",\"retryAfterMs\":1";

    @Test
    void aMissedDeletionIsShownEvenIfAnotherFrameOfTheRoomIsRejected(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor").openChat(anna);
        anna.page().routeWebSocket(SOCKET, page -> {
            WebSocketRoute server = page.connectToServer();
            server.onMessage(frame -> {
                page.send(frame.text());
                if (frame.text().startsWith("{\"type\":\"welcome\"")) {
                    page.send(ERROR.formatted("rate_limited", room(frame.text()), SOON));
                }
            });
        });
        anna.openChat(ben);
        ben.send("not for ever");
        ben.send("stays");
        anna.sees("not for ever", "stays");
        site.proxy().during(Fault.DISCONNECT, () -> {
            ben.act("not for ever", "Delete for everyone");
            ben.button("Delete").click();
            ben.sees("This message was deleted.", "stays");
            assertThat(ben.page().locator(".message__changes")).hasCount(0);
        });
        anna.goOnline();
        anna.sees("This message was deleted.", "stays");
    }

    @ParameterizedTest
    @CsvSource({"rate_limited, true", "internal, false"})
    void aRejectedPageRequestIsRepeated(String code, boolean byItself, ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site, "Anna Schmidt").openChat(ben);
        anna.page().evaluate("""
                () => Promise.all(Array.from({length: 60}, (_, at) => chatApplication.sendMessage(`message ${at}`)))""");
        AtomicInteger pageRequests = new AtomicInteger();
        ben.page().routeWebSocket(SOCKET, page -> {
            WebSocketRoute server = page.connectToServer();
            page.onMessage(frame -> {
                if (frame.text().contains("\"before\"") && pageRequests.incrementAndGet() == 1) {
                    page.send(ERROR.formatted(code, room(frame.text()), byItself ? SOON : ""));
                } else {
                    server.send(frame.text());
                }
            });
        });
        ben.openChat(anna);
        if (!byItself) {
            ben.button("Try again").click();
        }
        assertThat(ben.texts()).hasCount(60);
        assertThat(ben.button("Try again")).hasCount(0);
        assertThat(pageRequests).hasValue(2);
    }

    @Test
    void aRejectedReceiptIsSentAgain(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        AtomicInteger receipts = new AtomicInteger();
        ben.page().routeWebSocket(SOCKET, page -> {
            WebSocketRoute server = page.connectToServer();
            page.onMessage(frame -> {
                if (frame.text().contains("\"read\"") && receipts.incrementAndGet() <= 2) {
                    page.send(ERROR.formatted("rate_limited", room(frame.text()), SOON));
                } else {
                    server.send(frame.text());
                }
            });
        });
        anna.openChat(ben).send("to be read");
        ben.openChat(anna);
        assertThat(anna.bubble("to be read").locator(".message__state")).hasText("Read");
        assertThat(receipts).hasValue(3);
    }

    @Test
    void afterAReconnectOnlyMissingReceiptsAreSentInSmallBatches(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt").openDashboard();
        Object receipts = anna.page().evaluate(Modules.served("""
                async () => {
                    const { ReceiptSender } = await import('/resources/js/conversation/receipt-sender.js');
                    const sent = [];
                    const socket = Object.assign(new EventTarget(), { state: 'waiting',
                        send: ({ room }) => socket.state === 'open' && sent.push(room) });
                    const receipts = new ReceiptSender(socket);
                    for (let room = 1; room <= 130; room++) {
                        receipts.read(room, 5);
                    }
                    const known = Array.from({ length: 100 }, (_, at) => ({ room: at + 1, readSeq: 5, receivedSeq: 5 }));
                    socket.state = 'open';
                    receipts.handleWelcome({ rooms: known });
                    const atOnce = sent.length;
                    const all = () => sent.length >= 30 || new Promise(requestAnimationFrame).then(all);
                    await all();
                    return [atOnce, sent.length, Math.min(...sent), new Set(sent).size].join();
                }"""));
        assertThat(receipts)
                .as("frames at once, frames in total, lowest room, number of rooms")
                .isEqualTo("20,30,101,30");
    }

    /**
     * If a replay is too long, the page drops the history that it has. A page of history that it requested before may still
     * arrive. It must not show that one, but load the newest.
     */
    @Test
    void aLatePageOfADroppedHistoryLoadsTheNewestPage(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt").openDashboard();
        Object result = anna.page().evaluate(Modules.served("""
                async () => {
                    const { Conversation } = await import('/resources/js/conversation/conversation.js');
                    const pageRequests = [];
                    const conversation = new Conversation({ account: 2 }, frame => pageRequests.push(frame), 1);
                    const page = (from, to) => ({ to, more: from > 1, messages: Array.from({ length: to - from + 1 },
                        (_, at) => ({ id: from + at, seq: from + at, sender: { id: 2 }, message: `${from + at}` })) });
                    Object.assign(conversation, { room: 7, epoch: 'e' }).load();
                    conversation.page(page(51, 100));
                    conversation.resumePoint();
                    conversation.loadOlder();
                    conversation.synced({ to: 1100, more: true });
                    conversation.page(page(1, 50));
                    conversation.receive(page(1101, 1101).messages[0]);
                    conversation.page(page(1051, 1100));
                    return [pageRequests.length, conversation.messages.length, conversation.last].join();
                }"""));
        assertThat(result).as("requested pages, messages, last sequence number").isEqualTo("3,51,1101");
    }

    private static String room(String frame) {
        Matcher room = Pattern.compile("\"room\":(\\d+)").matcher(frame);
        return room.find() ? room.group(1) : "0";
    }
}
