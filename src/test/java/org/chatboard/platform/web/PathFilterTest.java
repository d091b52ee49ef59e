package org.chatboard.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathFilterTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/dashboard",
                "/chat/anna.b_c-d",
                "/chat/%C3%A4",
                "/resources/js/chat-page.js",
                "/api/rooms/7/messages",
                "/jakarta.faces.resource/x.js.xhtml",
                "/ws/chat/5",
                "/chat/a..b",
                "/.well-known/x"
            })
    void acceptsPlainPaths(String path) {
        assertThat(PathFilter.isAmbiguous(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "http://evil.example/",
                "//evil.example",
                "/.//WEB-INF/web.xml",
                "/./dashboard",
                "/a/..",
                "/a/../b",
                "/WEB-INF/web.xml",
                "/web-inf/web.xml",
                "/META-INF/x",
                "/%2e%2e/x",
                "/%2E/x",
                "/a%2fb",
                "/a%5Cb",
                "/a\\b",
                "/a;b",
                "/a%3bb",
                "/a%00",
                "/a%0d%0a",
                "/a%1f",
                "/%u002e/x",
                "/%252e/x",
                "/a//b",
                "/x/WEB-INF",
                "/a\u0000b"
            })
    void rejectsAmbiguousPaths(String path) {
        assertThat(PathFilter.isAmbiguous(path)).isTrue();
    }

    @Test
    void recognisesPathsOfPages() {
        assertThat(List.of("/", "/dashboard", "/chat", "/chat/", "/chat/anna", "/room/7"))
                .allMatch(PathFilter::isPage);
        assertThat(List.of("/dashboard/", "/sign-in/x", "/chat/anna/x", "/room/7/x", "/.well-known/x"))
                .noneMatch(PathFilter::isPage);
    }

    @Test
    void findsTheViewStateParameterInEveryEncoding() {
        assertThat(List.of(
                        "jakarta.faces.ViewState",
                        "jakarta.faces.ViewState=stateless",
                        "a=b&jakarta.faces.ViewState=",
                        "a=%ZZ&jakarta%2efaces%2EViewState=x",
                        "%6a%61karta.faces.View%53tate",
                        "j_id1:jakarta.faces.ViewState=x"))
                .allMatch(PathFilter::hasViewState);
        assertThat(List.of("", "a=jakarta.faces.ViewState", "from=/a%3Fjakarta.faces.ViewState", "a%&b=%"))
                .noneMatch(PathFilter::hasViewState);
        assertThat(PathFilter.hasViewState(null)).isFalse();
    }
}
