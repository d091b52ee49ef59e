package org.chatboard.testing;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The Chromium or Chrome of the browser tests: the executable that {@code CHATBOARD_BROWSER} names, else the first one on the
 * {@code PATH}, else the one that Playwright downloads. All tests share one browser process; each {@link Visitor} has a browser
 * context, and therefore cookies, of its own.
 */
public final class Browser implements AutoCloseable {
    /** The kinds of browser that a test can require. */
    public enum Kind {
        /** Prefers the headless shell of Chromium: the suite takes 80 s of CPU time with it and 112 s with the full browser. */
        ANY(List.of("chromium-headless-shell")),
        /** The full browser, which a test of desktop notifications needs: the headless shell has none. */
        FULL(List.of());

        private final List<String> names;

        Kind(List<String> first) {
            names = Stream.concat(first.stream(), NAMES.stream()).toList();
        }
    }

    /** The hint that is printed when no browser was found: how to install one. */
    public static final String INSTALL_HINT = "No Chromium or Chrome was found, and Playwright could not download one."
            + " Install one (on Debian: apt-get install chromium) or name one: CHATBOARD_BROWSER=/path/to/chrome";

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome");
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    private static final int DOWNLOAD_SECONDS = 300;
    private static final Map<Kind, Optional<Found>> FOUND = new ConcurrentHashMap<>();

    private final Playwright playwright;
    private final Found found;
    private final com.microsoft.playwright.Browser chromium;

    /**
     * A browser on this machine.
     *
     * @param executable path of the executable, null for the one that Playwright downloaded
     * @param channel Playwright channel, null for the headless shell
     */
    private record Found(Path executable, String channel) {}

    private Browser(Playwright playwright, Found found) {
        this.playwright = playwright;
        this.found = found;
        this.chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(found.executable())
                        .setChannel(found.channel())
                        .setArgs(FLAGS));
    }

    /** {@return whether a browser of this kind was found or downloaded} */
    public static boolean isAvailable(Kind kind) {
        return found(kind).isPresent();
    }

    /**
     * Starts a browser of this kind.
     *
     * @throws java.util.NoSuchElementException if none is available
     */
    public static Browser start(Kind kind) {
        Found found = found(kind).orElseThrow();
        return new Browser(
                Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))),
                found);
    }

    /** {@return the Playwright browser, which opens the contexts} */
    public com.microsoft.playwright.Browser chromium() {
        return chromium;
    }

    /** Starts a separate browser process whose cookies and databases are in a folder and outlive the process. */
    BrowserContext onProfile(Path profile, String url) {
        return playwright
                .chromium()
                .launchPersistentContext(
                        profile,
                        new BrowserType.LaunchPersistentContextOptions()
                                .setExecutablePath(found.executable())
                                .setChannel(found.channel())
                                .setArgs(FLAGS)
                                .setViewportSize(1280, 800)
                                .setReducedMotion(ReducedMotion.REDUCE)
                                .setBaseURL(url));
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }

    private static Optional<Found> found(Kind kind) {
        return FOUND.computeIfAbsent(kind, Browser::find);
    }

    private static Optional<Found> find(Kind kind) {
        String configured = System.getenv("CHATBOARD_BROWSER");
        if (configured != null && !configured.isBlank()) {
            return Optional.of(new Found(Path.of(configured), null));
        }
        return onPath(kind)
                .map(executable -> new Found(executable, null))
                .or(() -> download()
                        ? Optional.of(new Found(null, kind == Kind.FULL ? "chromium" : null))
                        : Optional.empty());
    }

    private static Optional<Path> onPath(Kind kind) {
        String[] folders = Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator);
        return kind.names.stream()
                .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Downloads a browser in a child process, because Playwright's command ends its JVM by {@code System.exit}. */
    private static boolean download() {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "com.microsoft.playwright.CLI",
                "install",
                "chromium");
        command.environment().put("PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT", "10000");
        command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = command.start();
            boolean ended = process.waitFor(DOWNLOAD_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            return ended && process.exitValue() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
