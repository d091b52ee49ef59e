package org.chatboard.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedirectsTest {
    @Test
    void removesTheHostOfARedirectToThisServer() {
        assertThat(Redirects.relative("http://chat.example.org/resources/", "chat.example.org"))
                .isEqualTo("/resources/");
        assertThat(Redirects.relative("http://Chat.example.org:80/a?b=c#d", "chat.example.org"))
                .isEqualTo("/a?b=c#d");
        assertThat(Redirects.relative("https://127.0.0.1:8080", "127.0.0.1:8080"))
                .isEqualTo("/");
    }

    @Test
    void neverRedirectsToAnotherServer() {
        for (String path : java.util.List.of("//evil.example/a", "///evil.example/a", "/\\evil.example/a")) {
            assertThat(Redirects.relative("http://chat.example.org" + path, "chat.example.org"))
                    .isEqualTo("/evil.example/a");
        }
    }

    @Test
    void leavesOtherRedirectsUnchanged() {
        assertThat(Redirects.relative("/sign-in", "chat.example.org")).isEqualTo("/sign-in");
        assertThat(Redirects.relative("https://login.example/x", "chat.example.org"))
                .isEqualTo("https://login.example/x");
        assertThat(Redirects.relative("http://chat.example.org/", null)).isEqualTo("http://chat.example.org/");
        assertThat(Redirects.relative("http://chat.example.org@evil.example/", "chat.example.org"))
                .isEqualTo("http://chat.example.org@evil.example/");
    }
}
