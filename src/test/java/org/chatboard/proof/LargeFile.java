package org.chatboard.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.chatboard.testing.Member;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.Uploads;

/** A file of {@link ProofSizes#LARGE_MIB} that goes up and down while two other accounts talk. */
final class LargeFile {
    private static final int SAMPLES = 100;
    private static final double P99 = 0.99;
    private static final double MAX_RATIO = 1.5;
    private static final long PAUSE_MS = 20;
    private static final int READ_BYTES = 65_536;

    private LargeFile() {}

    /** Checks that the file comes back whole, and that the others wait no longer. @return what the heap has grown by, in bytes */
    static long goesUpAndDown(TestServer board) {
        Member sender = board.newMember();
        byte[] bytes = new byte[ProofSizes.LARGE_MIB << 20];
        new Random().nextBytes(bytes);
        bytes[0] = 'x'; // no picture
        ProcessUsage usage = new ProcessUsage(board.server());
        long before = usage.heap().bytes();
        try (MeasuredConversation others = new MeasuredConversation(board.newMember(), board.newMember(), PAUSE_MS)) {
            others.medianMs(SAMPLES); // warm-up
            others.begin();
            double calm = others.quantileMs(SAMPLES, P99);
            others.begin();
            String file = Uploads.upload(sender, "film", bytes);
            double up = others.quantileMs(1, P99);
            others.begin();
            assertThat(hashOfDownload(board.url() + "/files/" + file, sender)).isEqualTo(Uploads.sha256(bytes));
            double down = others.quantileMs(1, P99);
            long grown = usage.heap().bytes() - before;
            ProofReport.values(
                    ProofSizes.LARGE_MIB + " MiB up and down, heap 256 MB",
                    "others' p99 before, ms",
                    calm,
                    "others' p99 during the upload, ms",
                    up,
                    "others' p99 during the download, ms",
                    down,
                    "growth of the heap, MB",
                    grown >> 20);
            assertThat(List.of(up, down))
                    .allSatisfy(p99 -> assertThat(p99).isLessThan(Math.max(ProofSizes.NOISE_MS, MAX_RATIO * calm)));
            return grown;
        }
    }

    private static String hashOfDownload(String address, Member reader) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Cookie", reader.rest().cookies())
                .build();
        try {
            HttpResponse<InputStream> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            try (InputStream body = answer.body()) {
                byte[] some = new byte[READ_BYTES];
                for (int read = body.read(some); read >= 0; read = body.read(some)) {
                    hash.update(some, 0, read);
                }
            }
            return HexFormat.of().formatHex(hash.digest());
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
