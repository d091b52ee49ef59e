package org.chatboard.chat.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.TimeoutError;
import org.chatboard.testing.Visitor;

/** What stands on somebody's screen, to be compared with another's, or with the page as the server makes it anew. */
final class ShownMessages {
    /** The messages, without what the pointer, the keyboard and the moment of arrival leave there. */
    private static final String SHOWN = """
            () => [...document.querySelectorAll('#messages > :is(.message, .day)')].map(item => {
                const copy = item.cloneNode(true);
                copy.querySelector('.actions')?.remove();
                copy.classList.remove('message--new', 'message--marked');
                copy.removeAttribute('tabindex');
                const text = element => element.localName + [...element.attributes]
                    .map(({ name, value }) => `${name}=${value.split(' ').sort().join(' ')}`).sort().join()
                    + [...element.childNodes].map(each => each.nodeType === 1 ? `<${text(each)}>` : each.data).join('');
                return text(copy);
            })""";

    /** Rows are made by the server or here, and are marked up a little differently: this is what can be seen of one. */
    private static final String PERSON = "row => [row.innerText, row.dataset.unread, row.dataset.muted,"
            + " row.querySelector('.avatar').dataset.presence].join()";

    private ShownMessages() {}

    /** {@return the messages of the open conversation, with all that is shown of them} */
    static Object messages(Visitor visitor) {
        return visitor.page().evaluate(SHOWN);
    }

    /** Waits until two show the same of a person and of the conversation with them; others in the list are not theirs to know. */
    static void becomesTheSame(Visitor one, Visitor other, Visitor person) {
        try {
            one.page().waitForCondition(() -> person(one, person).equals(person(other, person)));
        } catch (TimeoutError e) {
            assertThat(person(one, person)).isEqualTo(person(other, person));
        }
    }

    private static Object person(Visitor visitor, Visitor person) {
        return visitor.row(person).evaluate(PERSON);
    }

    /** A fresh load shows of the conversation what live frames had led to. */
    static void staysTheSameWhenLoadedAnew(Visitor... visitors) {
        for (Visitor each : visitors) {
            assertThat(each.page().locator(".message__changes, .message--pending"))
                    .hasCount(0);
            Object live = messages(each);
            each.page().reload();
            each.awaitConnected();
            assertThat(messages(each)).isEqualTo(live);
        }
    }

    /** Makes a page believe that it is looked at, or that it is not. */
    static void isLookedAt(Visitor visitor, boolean looked) {
        visitor.page()
                .evaluate(
                        "state => { Object.defineProperty(document, 'visibilityState', { get: () => state, configurable: true });"
                                + " document.dispatchEvent(new Event('visibilitychange')); }",
                        looked ? "visible" : "hidden");
    }
}
