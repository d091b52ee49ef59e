package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.TimeoutError;
import org.chatboard.testing.Visitor;

/** The messages on a page, for comparison with another page or with the same page after a reload. */
final class ShownMessages {
    /** The HTML of the messages, without what pointer, keyboard and live arrival change on a page. */
    private static final String SHOWN = """
            () => [...document.querySelectorAll('#messages > :is(.message, .event, .day)')].map(item => {
                const copy = item.cloneNode(true);
                copy.querySelector('.actions')?.remove();
                copy.classList.remove('message--new', 'message--marked');
                copy.removeAttribute('tabindex');
                const text = element => element.localName + [...element.attributes]
                    .map(({ name, value }) => `${name}=${value.split(' ').sort().join(' ')}`).sort().join()
                    + [...element.childNodes].map(each => each.nodeType === 1 ? `<${text(each)}>` : each.data).join('');
                return text(copy);
            })""";

    /** What a person's row shows. Not its markup, which differs slightly between the server and the scripts. */
    private static final String PERSON = "row => [row.innerText, row.dataset.unread, row.dataset.notify,"
            + " row.querySelector('.avatar').dataset.presence].join()";

    private ShownMessages() {}

    /** {@return the HTML of the messages of the open conversation} */
    static Object messages(Visitor visitor) {
        return visitor.page().evaluate(SHOWN);
    }

    /** Waits until two pages show the same row for a person. */
    static void awaitSame(Visitor one, Visitor other, Visitor person) {
        try {
            one.page().waitForCondition(() -> person(one, person).equals(person(other, person)));
        } catch (TimeoutError e) {
            assertThat(person(one, person)).isEqualTo(person(other, person));
        }
    }

    private static Object person(Visitor visitor, Visitor person) {
        return visitor.row(person).evaluate(PERSON);
    }

    /** Asserts that a reload does not change the messages. */
    static void assertUnchangedByReload(Visitor... visitors) {
        for (Visitor each : visitors) {
            assertThat(each.page().locator(".message__changes, .message--pending"))
                    .hasCount(0);
            Object live = messages(each);
            each.page().reload();
            each.awaitConnected();
            assertThat(messages(each)).isEqualTo(live);
        }
    }

    /** Tells the scripts of a page that the page became visible or hidden. */
    static void setVisible(Visitor visitor, boolean looked) {
        visitor.page()
                .evaluate(
                        "state => { Object.defineProperty(document, 'visibilityState', { get: () => state, configurable: true });"
                                + " document.dispatchEvent(new Event('visibilitychange')); }",
                        looked ? "visible" : "hidden");
    }
}
