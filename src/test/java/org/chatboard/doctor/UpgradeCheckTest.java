package org.chatboard.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UpgradeCheckTest {
    private final UpgradeCheck check = new UpgradeCheck(Target.of("https://chat.example.org/"));

    @Test
    void passesIfChatBoardRequiresASignIn() {
        assertThat(check.evaluate("HTTP/1.1 401 Unauthorized\r\n\r\n").isWrong())
                .isFalse();
    }

    @Test
    void namesTheSettingIfTheOriginIsRejected() {
        Finding finding = check.evaluate("HTTP/1.1 403 Forbidden\r\nContent-Type: application/problem+json\r\n\r\n{}");
        assertThat(finding.text()).contains("The origin https://chat.example.org is not allowed");
        assertThat(finding.fix()).contains("CHATBOARD_ORIGINS=https://chat.example.org");
    }

    @Test
    void distinguishesARejectionByAProxy() {
        assertThat(check.evaluate("HTTP/1.1 403 Forbidden\r\n\r\n<html>").text())
                .contains("Something on the way");
    }

    @Test
    void namesTheProxyIfTheUpgradeIsDropped() {
        Finding finding = check.evaluate("HTTP/1.1 426 Upgrade Required\r\n\r\n");
        assertThat(finding.text()).contains("a proxy on the way drops its Upgrade header");
        assertThat(finding.fix()).contains("proxy_set_header Upgrade");
    }

    @Test
    void quotesAnyOtherResponse() {
        assertThat(check.evaluate("HTTP/1.1 502 Bad Gateway\r\n\r\n").text()).contains("\"HTTP/1.1 502 Bad Gateway\"");
        assertThat(check.evaluate("").isWrong()).isTrue();
    }
}
