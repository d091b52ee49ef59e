package org.chatboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chatboard.platform.i18n.Language;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.support.JsonText;
import org.chatboard.platform.support.WebVersion;
import org.chatboard.testing.InBrowser;
import org.chatboard.testing.Visitors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the tests of single modules in one page, without a server. Each file in {@code src/test/resources/org/chatboard/modules}
 * exports an object of tests: a key describes the behaviour, its value is a function that throws if the test fails.
 */
@InBrowser
class BrowserModulesE2E {
    /** An address where no server listens. The test itself answers the requests of the page. */
    private static final String SITE = "http://localhost:1";

    private static final Path SERVED = Path.of("target", "web-files", WebVersion.VALUE);
    private static final Path TESTS = Path.of("src", "test", "resources", "org", "chatboard", "modules");

    private static final String RUN = """
            async file => {
                const { default: tests } = await import(file);
                const outcomes = {};
                for (const [name, run] of Object.entries(tests)) {
                    try {
                        await run();
                        outcomes[name] = '';
                    } catch (error) {
                        outcomes[name] = error.stack;
                    }
                }
                return outcomes;
            }""";

    @TestFactory
    Stream<DynamicTest> passTheirTests(Visitors visitors) {
        Page page = visitors.stranger(SITE, Visitors.window()).page();
        page.route(SITE + "/**", BrowserModulesE2E::answer);
        page.navigate("/");
        return tests().stream().flatMap(file -> {
            Map<?, ?> outcomes = (Map<?, ?>) page.evaluate(RUN, "/tests/" + file);
            assertThat(outcomes).as(file).isNotEmpty();
            return outcomes.entrySet().stream()
                    .map(each -> DynamicTest.dynamicTest(
                            file.replace(".test.js", "") + " " + each.getKey(),
                            () -> assertThat((String) each.getValue()).isEmpty()));
        });
    }

    private static List<String> tests() {
        try (Stream<Path> files = Files.list(TESTS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".test.js"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(Route route) {
        String path = URI.create(route.request().url()).getPath();
        if (path.equals("/")) {
            respond(
                    route,
                    "text/html",
                    "<!DOCTYPE html><html lang='en'><title>Tests</title><script src='/translations.js'></script>");
        } else if (path.equals("/translations.js")) {
            respond(route, "text/javascript", "globalThis.chatBoardTranslations = " + translations());
        } else {
            Path file = path.startsWith("/tests/")
                    ? TESTS.resolve(path.substring("/tests/".length()))
                    : SERVED.resolve(path.substring(1));
            route.fulfill(
                    Files.isRegularFile(file)
                            ? new Route.FulfillOptions().setPath(file).setContentType("text/javascript")
                            : new Route.FulfillOptions().setStatus(404)); // a module may show a file of a message
        }
    }

    private static void respond(Route route, String type, String body) {
        route.fulfill(new Route.FulfillOptions()
                .setContentType(type + ";charset=UTF-8")
                .setBody(body));
    }

    private static String translations() {
        JsonObjectBuilder json = JsonText.PROVIDER.createObjectBuilder();
        Translations.ofScripts(Language.EN, key -> true).forEach(json::add);
        return JsonText.write(json.build());
    }
}
