package org.chatboard.people.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPathTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/dashboard", "/chat/anna", "/dashboard?query=a%20b&after=x", "/sign-input"})
    void acceptsLocalPages(String path) {
        assertThat(LocalPath.of(path)).contains(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "dashboard", "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example",
                        "javascript:x",
                "/\t/evil.example", "/\n/evil.example", " //evil.example", "/chat\\anna", "/chat/ä", "/a b", "/sign-in",
                "/sign-in?from=/", "/sign-out", "/api/me", "/ws"
            })
    void rejectsEverythingElse(String path) {
        assertThat(LocalPath.of(path)).isEmpty();
    }

    @Test
    void rejectsNullAndTooLongAddresses() {
        assertThat(LocalPath.of(null)).isEmpty();
        assertThat(LocalPath.of("/" + "a".repeat(501))).isEmpty();
    }
}
