package org.chatboard.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UpgradeCheckTest {
    private final UpgradeCheck check = new UpgradeCheck(Target.of("https://chat.example.org/"));

    @Test
    void isWellWhereChatBoardAsksForASignIn() {
        assertThat(check.judge("HTTP/1.1 401 Unauthorized\r\n\r\n").isWrong()).isFalse();
    }

    @Test
    void namesTheSettingWhereTheOriginIsRefused() {
        Finding finding = check.judge("HTTP/1.1 403 Forbidden\r\nContent-Type: application/problem+json\r\n\r\n{}");
        assertThat(finding.what()).contains("The origin https://chat.example.org is not allowed");
        assertThat(finding.cure()).contains("CHATBOARD_ORIGINS=https://chat.example.org");
    }

    @Test
    void tellsARefusalOfTheProxyFromOurOwn() {
        assertThat(check.judge("HTTP/1.1 403 Forbidden\r\n\r\n<html>").what()).contains("Something on the way");
    }

    @Test
    void namesTheProxyWhereTheUpgradeIsDropped() {
        Finding finding = check.judge("HTTP/1.1 426 Upgrade Required\r\n\r\n");
        assertThat(finding.what()).contains("a proxy on the way drops its Upgrade header");
        assertThat(finding.cure()).contains("proxy_set_header Upgrade");
    }

    @Test
    void quotesAnyOtherAnswer() {
        assertThat(check.judge("HTTP/1.1 502 Bad Gateway\r\n\r\n").what()).contains("\"HTTP/1.1 502 Bad Gateway\"");
        assertThat(check.judge("").isWrong()).isTrue();
    }
}
