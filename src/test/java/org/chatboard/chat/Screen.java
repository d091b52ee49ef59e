package org.chatboard.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.chatboard.testing.Visitor;

/** What stands on somebody's screen, to be compared with another's, or with the page as the server makes it anew. */
final class Screen {
    /** A list's items, without what the pointer, the keyboard and the moment of arrival leave there. */
    private static final String SHOWN = """
            selector => [...document.querySelectorAll(selector)].map(item => {
                const copy = item.cloneNode(true);
                copy.querySelector('.actions')?.remove();
                copy.classList.remove('message--new', 'message--marked');
                copy.removeAttribute('tabindex');
                const text = element => element.localName + [...element.attributes]
                    .map(({ name, value }) => `${name}=${value.split(' ').sort().join(' ')}`).sort().join()
                    + [...element.childNodes].map(each => each.nodeType === 1 ? `<${text(each)}>` : each.data).join('');
                return text(copy);
            })""";

    private Screen() {}

    /** {@return the messages of the open conversation, with all that is shown of them} */
    static Object messages(Visitor visitor) {
        return visitor.page().evaluate(SHOWN, "#messages > :is(.message, .day)");
    }

    /** {@return the people, with all that is shown of them and of their conversations} */
    static Object people(Visitor visitor) {
        return visitor.page().evaluate(SHOWN, "#people > li");
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
