package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.chatboard.testing.FaultyProxy.Fault;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.PageChecks;
import org.chatboard.testing.ProxiedServer;
import org.chatboard.testing.Visitor;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.Test;

/** The message history: scrolling, unread position, dates and times. */
@InBrowser
class HistoryE2E {
    private static final int MESSAGES = 520;
    private static final int STILL_PX = 3;

    /** Returns the first fully visible message and its distance from the top of the list, in px. */
    private static final String ANCHOR = "log => { const top = log.getBoundingClientRect().top;"
            + " const first = [...log.querySelectorAll('.message')].find(m => m.getBoundingClientRect().top >= top);"
            + " return [first.dataset.id, first.getBoundingClientRect().top - top]; }";

    private static final String PLACE = "(log, id) => log.querySelector(`.message[data-id='${id}']`)"
            + ".getBoundingClientRect().top - log.getBoundingClientRect().top";

    /** Moves the first message to the day before. Runs before the scripts of the page. */
    private static final String FIRST_MESSAGE_A_DAY_EARLIER = "document.addEventListener('readystatechange', () => {"
            + " const first = document.querySelector('.message');"
            + " first.dataset.sentAt = new Date(Date.parse(first.dataset.sentAt) - 86400000).toISOString();"
            + "}, {once: true});";

    private static final String A_MINUTE_BETWEEN_MESSAGES = "document.addEventListener('readystatechange', () => {"
            + " const from = new Date().setHours(10, 0, 0, 0);"
            + " document.querySelectorAll('.message').forEach((item, at) => {"
            + " item.dataset.sentAt = new Date(from + at * 60_000).toISOString(); }); }, {once: true});";

    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");

    @Test
    void scrollingUpReachesTheFirstMessageWithoutAJump(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        anna.openChat(ben);
        anna.page()
                .evaluate(
                        "async count => { for (let i = 1; i <= count; i += 40) await Promise.all("
                                + "Array.from({length: Math.min(40, count - i + 1)}, (_, at) => chatApplication"
                                + ".sendMessage(`message ${i + at}${'\\nand on'.repeat((i + at) % 4)}`))); }",
                        MESSAGES);
        markAllAsRead(ben);
        ben.openChat(anna);
        assertThat(ben.texts()).hasCount(50);
        Locator log = ben.page().getByRole(AriaRole.LOG);
        int scroll = 400;
        while (ben.texts().count() < MESSAGES) {
            int before = ben.texts().count();
            List<?> anchor = (List<?>)
                    log.evaluate("(log, to) => { log.scrollTop = to; return (" + ANCHOR + ")(log); }", scroll);
            ben.page().waitForCondition(() -> ben.texts().count() > before);
            double place = number(log.evaluate(PLACE, anchor.get(0)));
            assertThat(place)
                    .as(
                            "place of message %s after %d became %d",
                            anchor.get(0), before, ben.texts().count())
                    .isCloseTo(number(anchor.get(1)), within((double) STILL_PX));
            scroll = scroll == 0 ? 400 : 0; // 0 too, where the browser's own scroll anchoring does not work
        }
        assertThat(ben.texts().allTextContents().stream()
                        .map(text -> text.split("\n")[0])
                        .toList())
                .isEqualTo(IntStream.rangeClosed(1, MESSAGES)
                        .mapToObj(i -> "message " + i)
                        .toList());
        log.evaluate("log => log.scrollTop = 0");
        assertThat(ben.page().getByText("This is where your conversation begins."))
                .isInViewport();
        ben.button("Newest messages").click();
        assertThat(ben.texts().last()).isInViewport();
    }

    /** Marks all messages as read, since a conversation with unread messages opens at the first of these. */
    private static void markAllAsRead(Visitor visitor) {
        APIResponse answer = visitor.context()
                .request()
                .post("/api/rooms/read", RequestOptions.create().setData(Map.of()));
        assertThat(answer.ok()).isTrue();
    }

    private static double number(Object fromScript) {
        return ((Number) fromScript).doubleValue();
    }

    @Test
    void newMessagesDoNotScrollAReaderOfOlderOnes(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        anna.openChat(ben);
        for (int i = 1; i <= 30; i++) {
            anna.send("message " + i);
        }
        assertThat(anna.page().locator(".message--pending")).hasCount(0);
        markAllAsRead(ben);
        ben.openChat(anna);
        Locator log = ben.page().getByRole(AriaRole.LOG);
        assertThat(ben.texts().last()).isInViewport();
        ben.bubble("message 3").scrollIntoViewIfNeeded();
        Object before = log.evaluate("log => log.scrollTop");
        anna.send("news");
        assertThat(ben.button("1 new message")).isVisible();
        assertThat(log.evaluate("log => log.scrollTop")).isEqualTo(before);
        ben.button("1 new message").click();
        assertThat(ben.bubble("news")).isInViewport();
        assertThat(ben.button("1 new message")).isHidden();
    }

    @Test
    void daysAreSeparatedAndTimesAreThoseOfTheReader(ProxiedServer site, Visitors visitors) {
        ZoneId kathmandu =
                ZoneId.of("Asia/Kathmandu"); // UTC+05:45, an offset that no other zone of the test shares by chance
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site.url(), Visitors.window().setTimezoneId(kathmandu.getId()), "Ben Okafor");
        anna.openChat(ben);
        anna.send("said yesterday");
        anna.send("said today");
        assertThat(anna.page().locator(".message--pending")).hasCount(0);
        ben.page().addInitScript(FIRST_MESSAGE_A_DAY_EARLIER);
        ben.openChat(anna);
        Locator days = ben.page().locator(".day");
        assertThat(days).hasText(new String[] {"Yesterday", "Today"});
        String sentAt = ben.bubble("said today").getAttribute("data-sent-at");
        String local =
                LocalTime.ofInstant(Instant.parse(sentAt), kathmandu).format(DateTimeFormatter.ofPattern("HH:mm"));
        assertThat(ben.bubble("said today").locator("time")).hasText(local);
        ben.send("and one more");
        assertThat(days).hasCount(2);
    }

    @Test
    void atMidnightAndInAnotherTimeZoneDaysHaveOtherNames(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor cleo = visitors.member(site, "Cleo Martin").openChat(ben);
        ZonedDateTime now = ZonedDateTime.now();
        ZonedDateTime midnight = now.toLocalDate().plusDays(1).atStartOfDay(now.getZone());
        AtomicReference<Duration> later = new AtomicReference<>(Duration.between(now, midnight.minusMinutes(10)));
        ben.page().routeWebSocket(Pattern.compile(".*/ws"), page -> page.connectToServer()
                .onMessage(frame -> page.send(INSTANT.matcher(frame.text())
                        .replaceAll(at ->
                                Instant.parse(at.group()).plus(later.get()).toString()))));
        ben.page()
                .clock()
                .install(new Clock.InstallOptions()
                        .setTime(Instant.now().plus(later.get()).toEpochMilli()));
        ben.openChat(anna);
        anna.openChat(ben).send("before midnight");
        cleo.send("from Cleo");
        Locator days = ben.page().locator(".day");
        assertThat(ben.bubble("before midnight")).isVisible();
        assertThat(days).hasText(new String[] {"Today"});
        Locator itsTime = ben.row(cleo).locator(".person__time");
        assertThat(itsTime).hasText(Pattern.compile("^\\d\\d:\\d\\d$"));
        later.set(later.get().plusMinutes(11));
        ben.page().clock().fastForward("11:00");
        assertThat(days).hasText(new String[] {"Yesterday"});
        assertThat(itsTime).hasText("Yesterday");
        ben.awaitConnected();
        anna.send("after midnight");
        assertThat(ben.bubble("after midnight")).isVisible();
        assertThat(days).hasText(new String[] {"Yesterday", "Today"});
        JsonObject kathmandu = new JsonObject();
        kathmandu.addProperty("timezoneId", "Asia/Kathmandu");
        ben.context().newCDPSession(ben.page()).send("Emulation.setTimezoneOverride", kathmandu);
        ben.page().evaluate("dispatchEvent(new Event('focus'))"); // as when a device wakes up
        String sentAt = ben.bubble("after midnight").getAttribute("data-sent-at");
        assertThat(ben.bubble("after midnight").locator("time"))
                .hasText(LocalTime.ofInstant(Instant.parse(sentAt), ZoneId.of("Asia/Kathmandu"))
                        .format(DateTimeFormatter.ofPattern("HH:mm")));
    }

    @Test
    void aWrongClockDoesNotChangeTheOrder(ProxiedServer site, Visitors visitors) {
        Visitor ben = visitors.member(site, "Ben Okafor");
        Visitor anna = visitors.member(site.proxy().url(), Visitors.window(), "Anna Schmidt");
        ben.openChat(anna).send("just now");
        assertThat(ben.page().locator(".message--pending")).hasCount(0);
        anna.page()
                .clock()
                .install(new Clock.InstallOptions()
                        .setTime(Instant.now().minus(Duration.ofHours(25)).toEpochMilli()));
        anna.openChat(ben);
        Locator days = anna.page().locator(".day");
        assertThat(days).hasText(new String[] {"Today"});
        assertThat(anna.row(ben).locator(".person__time")).hasText(Pattern.compile("^\\d\\d:\\d\\d$"));
        site.proxy().during(Fault.DISCONNECT, () -> {
            anna.sendOffline("on its way");
            assertThat(days).hasText(new String[] {"Today"});
        });
        anna.goOnline();
        ben.sees("just now", "on its way");
        assertThat(days).hasText(new String[] {"Today"});
        anna.page().clock().setSystemTime(Instant.now().toEpochMilli()); // corrects the device's clock
        anna.page().evaluate("dispatchEvent(new Event('focus'))");
        assertThat(days).hasText(new String[] {"Today"});
        assertThat(anna.row(ben).locator(".person__time")).hasText(Pattern.compile("^\\d\\d:\\d\\d$"));
    }

    /**
     * Messages that one sender wrote within minutes form a run, which shows one time below it. The time of each message appears
     * beside its buttons when the pointer or the focus is on it. A screen reader always gets the time of each message.
     */
    @Test
    void eachMessageOfARunHasItsTimeAndARunEnds(ProxiedServer site, Visitors visitors) {
        Visitor anna = visitors.member(site, "Anna Schmidt");
        Visitor ben = visitors.member(site, "Ben Okafor");
        anna.openChat(ben);
        anna.page()
                .evaluate("Promise.all(Array.from({length: 12}, (_, i) =>"
                        + " chatApplication.sendMessage(`message ${i + 1}`)))");
        markAllAsRead(ben);
        ben.page().addInitScript(A_MINUTE_BETWEEN_MESSAGES);
        ben.openChat(anna);
        assertThat(ben.page().locator(".message--last")).hasCount(3);
        Locator second = ben.bubble("message 2");
        assertThat(ben.page().getByRole(AriaRole.LOG).getByRole(AriaRole.TIME))
                .hasCount(13); // including the time of the day separator
        Locator shown = second.locator(".actions__time");
        assertThat(shown).isHidden();
        second.hover();
        assertThat(shown).hasText("10:01");
        assertThat(shown).isVisible();
        ben.page().mouse().move(0, 0);
        assertThat(shown).isHidden();
        ben.page().getByRole(AriaRole.LOG).focus();
        ben.page().keyboard().press("Home");
        assertThat(ben.bubble("message 1")).isFocused();
        assertThat(ben.bubble("message 1").locator(".actions__time")).hasText("10:00");
        PageChecks.assertAccessible(ben.page());
    }
}
