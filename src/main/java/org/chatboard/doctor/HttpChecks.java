package org.chatboard.doctor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.chatboard.launcher.RunningFile;

/**
 * Checks by HTTP whether the server answers, is a ChatBoard, is ready, and whether its clock agrees with that of this machine.
 */
final class HttpChecks {
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    /**
     * Largest difference of the two clocks that is no finding, because users notice times that are wrong by a minute or more.
     */
    static final Duration LARGEST_SKEW = Duration.ofSeconds(60);

    /** Matches the health check {@code disk} if it is down. The answer lists the checks that are up, too. */
    private static final Pattern DISK_DOWN =
            Pattern.compile("\"name\"\\s*:\\s*\"disk\"[^{}]*\"status\"\\s*:\\s*\"DOWN\""
                    + "|\"status\"\\s*:\\s*\"DOWN\"[^{}]*\"name\"\\s*:\\s*\"disk\"");

    private static final String SIGN_UP_FORM = "<form id=\"sign-up\"";

    private static final int UNAUTHORIZED = 401;
    private static final int OK = 200;

    private final Target target;
    private final Optional<RunningFile> running;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    /**
     * Creates the checks of one server.
     *
     * @param running the server of this machine's data directory; empty if none runs
     */
    HttpChecks(Target target, Optional<RunningFile> running) {
        this.target = target;
        this.running = running;
    }

    /** {@return the findings} If the server is not a ChatBoard, the remaining checks are skipped. */
    List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        try {
            HttpResponse<String> me = get("/api/me");
            findings.add(identity(me));
            if (findings.get(0).isWrong()) {
                return findings;
            }
            findings.add(readiness(get("/health/ready")));
            findings.add(signUp(get("/sign-up")));
            findings.add(clock(me.headers().firstValue("Date"), Instant.now()));
        } catch (IOException e) {
            findings.add(noAnswer(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return findings;
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(target.path(path)).timeout(TIMEOUT).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Recognises a ChatBoard: without a sign-in it answers 401 with a problem, which hardly any other server does. */
    Finding identity(HttpResponse<String> me) {
        String type = me.headers().firstValue("Content-Type").orElse("");
        if (me.statusCode() == UNAUTHORIZED && type.startsWith("application/problem+json")) {
            return Finding.ok("ChatBoard answers at " + target);
        }
        return Finding.wrong(
                "Something answers at " + target + ", but it is not ChatBoard (status " + me.statusCode()
                        + " to /api/me)",
                elsewhere()
                        .orElse("open the address that ChatBoard prints when it is ready, or let the "
                                + "proxy at this address pass everything on to it"));
    }

    Finding noAnswer(IOException e) {
        if (e instanceof SSLException) {
            return Finding.wrong(
                    "No TLS connection to " + target + ": " + e.getMessage(),
                    "fix the certificate of the proxy, or use http:// if there is no TLS");
        }
        if (e instanceof HttpTimeoutException) {
            return Finding.wrong(
                    "No answer from " + target + " within " + TIMEOUT.toSeconds() + " s",
                    "if a firewall is in between, open port " + target.port() + " in it"
                            + "; if the server hangs, stop it and start it again: java -jar chatboard.jar");
        }
        String text = e instanceof ConnectException
                ? "Nothing listens at " + target + ": the server is not running, or this is the wrong port"
                : "No HTTP answer from " + target + ": " + e;
        String start = "start it: CHATBOARD_PORT=" + target.port() + " java -jar chatboard.jar";
        return Finding.wrong(text, elsewhere().orElse(start));
    }

    /**
     * {@return the advice to use the URL of the ChatBoard that runs with this data directory; empty if none runs or that is the
     * checked URL}
     */
    private Optional<String> elsewhere() {
        return running.filter(file -> !file.url().equals(target.toString()))
                .map(file -> "use " + file.url() + ": the ChatBoard of this data directory (process " + file.pid()
                        + ") listens there; CHATBOARD_PORT chooses another port");
    }

    Finding readiness(HttpResponse<String> health) {
        if (health.statusCode() == OK) {
            return Finding.ok("ChatBoard is ready: its database answers (/health/ready)");
        }
        String body = health.body().replaceAll("\\s+", " ");
        return Finding.wrong(
                "ChatBoard is not ready (/health/ready has status " + health.statusCode() + "): " + body,
                DISK_DOWN.matcher(body).find()
                        ? "free some space on the disk that holds the data directory: df -h"
                        : "look for the reason in the log in the data directory; if the database is your own, check that it runs");
    }

    /** Tells whether strangers can sign up: only then has the page a form. */
    Finding signUp(HttpResponse<String> page) {
        if (page.statusCode() != OK) {
            return Finding.note("Who may sign up is not known (/sign-up has status " + page.statusCode() + ")");
        }
        String decision = "; an administrator decides it at " + target + "admin";
        return page.body().contains(SIGN_UP_FORM)
                ? Finding.note("Anybody who opens " + target + " can sign up" + decision)
                : Finding.ok("Nobody can sign up at " + target + " without an invitation" + decision);
    }

    /** Compares the server's clock, from its {@code Date} header, with this machine's. */
    static Finding clock(Optional<String> dateHeader, Instant now) {
        Optional<Instant> theirs = dateHeader.flatMap(HttpChecks::date);
        if (theirs.isEmpty()) {
            return Finding.note("The answer has no date, so its clock could not be compared with this machine's");
        }
        Duration skew = Duration.between(theirs.get(), now).abs();
        return skew.compareTo(LARGEST_SKEW) <= 0
                ? Finding.ok("The server's clock and this machine's agree")
                : Finding.wrong(
                        "The server's clock and this machine's differ by " + skew.toSeconds() + " s",
                        "turn on network time on both: timedatectl set-ntp true");
    }

    private static Optional<Instant> date(String header) {
        try {
            return Optional.of(ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
