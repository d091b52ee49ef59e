package org.chatboard.platform.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.chatboard.testing.Pictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks which pictures are accepted by their headers, and what other files are. */
class MediaInspectorTest {
    private static final byte[] PNG = Pictures.encoded(Pictures.redAndBlue(40, 30), "png");
    private static final byte[] JPEG = Pictures.encoded(Pictures.redAndBlue(40, 30), "jpeg");
    private static final byte[] GIF = Pictures.encoded(Pictures.redAndBlue(40, 30), "gif");

    private final MediaInspector inspector = new MediaInspector();

    @TempDir
    Path folder;

    @Test
    void knowsPicturesByTheirContent() throws IOException {
        assertThat(inspect(PNG)).isEqualTo(new Media("image/png", 40, 30));
        assertThat(inspect(JPEG)).isEqualTo(new Media("image/jpeg", 40, 30));
        assertThat(inspect(GIF)).isEqualTo(new Media("image/gif", 40, 30));
        assertThat(inspect(Pictures.webp())).isEqualTo(new Media("image/webp", 1, 1));
    }

    @Test
    void knowsOtherFilesByTheirContent() throws IOException {
        Map<String, byte[]> files = Map.of(
                "application/pdf", bytes("%PDF-1.7\n"),
                "image/svg+xml", bytes("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
                "text/html", bytes("<!DOCTYPE html><html></html>"),
                "application/zip", bytes("PK\u0003\u0004"),
                "video/webm", bytes("\u001a\u0045\u00df\u00a3\u009fB\u0086\u0081\u0001B\u0082\u0084webm"),
                "audio/mpeg", bytes("ID3\u0004\u0000\u0000\u0000\u0000\u0000\u0000"),
                "application/octet-stream", new byte[] {1, 2, 3});
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            assertThat(inspect(file.getValue())).isEqualTo(new Media(file.getKey(), null, null));
        }
        assertThat(inspect(new byte[0]).width()).isNull();
    }

    @Test
    void doesNotTakeOtherPicturesForOnesThatItDecodes() throws IOException {
        for (String format : new String[] {"tiff", "bmp"}) {
            Media media = inspect(Pictures.encoded(Pictures.redAndBlue(40, 30), format));
            assertThat(media).isEqualTo(new Media("image/" + format, null, null));
        }
    }

    @Test
    void acceptsThePixelsOfFilesThatAreTwoThingsAtOnce() throws IOException {
        assertThat(inspect(Pictures.joined(PNG, bytes("PK\u0003\u0004")))).isEqualTo(new Media("image/png", 40, 30));
        assertThat(inspect(Pictures.joined(GIF, bytes("*/=1;alert(1)")))).isEqualTo(new Media("image/gif", 40, 30));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void givesTheSizeAsShown(int orientation) throws IOException {
        Media shown = orientation < 5 ? new Media("image/jpeg", 40, 30) : new Media("image/jpeg", 30, 40);
        assertThat(inspect(Pictures.turned(JPEG, orientation))).isEqualTo(shown);
        byte[] png = Pictures.pngWithChunk(PNG, "eXIf", Pictures.exif(orientation));
        assertThat(inspect(png).width()).isEqualTo(shown.width());
    }

    @Test
    void ignoresBrokenOrientations() throws IOException {
        assertThat(inspect(Pictures.turned(JPEG, 9))).isEqualTo(new Media("image/jpeg", 40, 30));
        for (int length = 0; length < 26; length++) {
            byte[] exif = Arrays.copyOf(Pictures.exif(6), length);
            assertThat(inspect(Pictures.pngWithChunk(PNG, "eXIf", exif)).type()).isEqualTo("image/png");
        }
    }

    @Test
    void acceptsSizesUpToTheLimitsAndNoLarger() throws IOException {
        assertThat(inspect(Pictures.pngOfSize(16_384, 1_953)).width()).isEqualTo(16_384);
        assertThat(inspect(Pictures.pngOfSize(8_000, 4_000)).width()).isEqualTo(8_000);
        assertRejected(PictureRejection.TOO_LARGE, Pictures.pngOfSize(16_385, 1));
        assertRejected(PictureRejection.TOO_LARGE, Pictures.pngOfSize(1, 16_385));
        assertRejected(PictureRejection.TOO_LARGE, Pictures.pngOfSize(8_000, 4_001));
    }

    @Test
    void rejectsHugePictures() {
        byte[] jpeg = JPEG.clone();
        int frame = indexOf(jpeg, (byte) 0xff, (byte) 0xc0) + 5;
        Arrays.fill(jpeg, frame, frame + 4, (byte) 0xea); // 60,138 on each side
        byte[] gif = GIF.clone();
        Arrays.fill(gif, 6, 10, (byte) 0xea);
        assertRejected(PictureRejection.TOO_LARGE, Pictures.pngOfSize(60_000, 60_000));
        assertRejected(PictureRejection.TOO_LARGE, jpeg);
        assertRejected(PictureRejection.TOO_LARGE, gif);
        assertRejected(PictureRejection.TOO_LARGE, Pictures.webpOfSize(16_191, 16_191));
        assertRejected(PictureRejection.TOO_LARGE, Pictures.webpOfSize(60_000, 60_000, 1));
    }

    /** Its reader would be too slow, see {@link WebpHeader#MAX_DECODED_PIXELS}. */
    @Test
    void showsNoLargeWebP() throws IOException {
        assertThat(inspect(Pictures.webpOfSize(2_000, 2_000))).isEqualTo(new Media("image/webp", 2_000, 2_000));
        assertThat(inspect(Pictures.webpOfSize(2_000, 2_001))).isEqualTo(new Media("image/webp", null, null));
    }

    @Test
    void acceptsFramesUpToTheLimitAndNoMore() throws IOException {
        assertThat(inspect(Pictures.gif(500)).type()).isEqualTo("image/gif");
        assertThat(inspect(Pictures.webpOfSize(1, 1, 500)).type()).isEqualTo("image/webp");
        assertRejected(PictureRejection.TOO_MANY_FRAMES, Pictures.gif(501));
        assertRejected(PictureRejection.TOO_MANY_FRAMES, Pictures.gif(10_000));
        assertRejected(PictureRejection.TOO_MANY_FRAMES, Pictures.webpOfSize(1, 1, 501));
    }

    @Test
    void acceptsScansUpToTheLimitAndNoMore() throws IOException {
        assertThat(inspect(jpegWithScans(JpegHeader.MAX_SCANS)).type()).isEqualTo("image/jpeg");
        assertRejected(PictureRejection.TOO_MANY_FRAMES, jpegWithScans(JpegHeader.MAX_SCANS + 1));
    }

    private static byte[] jpegWithScans(int scans) {
        int start = indexOf(JPEG, (byte) 0xff, (byte) 0xda);
        byte[] scan = Arrays.copyOfRange(JPEG, start, JPEG.length - 2);
        byte[][] parts = new byte[scans + 1][];
        parts[0] = Arrays.copyOf(JPEG, start);
        Arrays.fill(parts, 1, parts.length, scan);
        return Pictures.joined(parts);
    }

    static Stream<byte[]> brokenPictures() {
        byte[] wrongPng = PNG.clone();
        wrongPng[24] = 7; // bits of a sample
        byte[] twoFrames = Pictures.joined(Arrays.copyOf(JPEG, indexOf(JPEG, (byte) 0xff, (byte) 0xda)), JPEG);
        return Stream.of(
                Pictures.pngOfSize(0, 10),
                Pictures.pngOfSize(-1, 10),
                wrongPng,
                Arrays.copyOf(PNG, PNG.length - 20),
                twoFrames,
                Pictures.joined(Arrays.copyOf(JPEG, 2), bytes("\u00ff\u00e0\u0000\u0001")),
                Pictures.joined(Arrays.copyOf(JPEG, 2), bytes("\u00ff\u00d9")),
                Arrays.copyOf(GIF, 13),
                Pictures.gif(0),
                Pictures.webpOfSize(10, 10, 0),
                Pictures.webpOfSize(10, 10, 1, Pictures.webpPixels(Pictures.webpOfSize(16_000, 2_000))),
                Pictures.webpOfSize(10, 10, 2, Pictures.webpPixels(Pictures.webpOfSize(2, 1))),
                Arrays.copyOf(Pictures.webp(), 22));
    }

    @ParameterizedTest
    @MethodSource("brokenPictures")
    void rejectsBrokenPictures(byte[] picture) {
        assertRejected(PictureRejection.BROKEN, picture);
    }

    /** Cuts each kind of picture at each byte: whatever comes of it, it comes as an answer and not as a fault. */
    @Test
    void answersWhateverIsCut() throws IOException {
        for (byte[] picture : new byte[][] {PNG, JPEG, GIF, Pictures.webp(), Pictures.webpOfSize(5, 5, 2)}) {
            for (int length = 0; length < picture.length; length++) {
                try {
                    inspect(Arrays.copyOf(picture, length));
                } catch (PictureRejectedException e) {
                    assertThat(e.reason()).isIn(PictureRejection.BROKEN, PictureRejection.TOO_LARGE);
                }
            }
        }
    }

    private Media inspect(byte[] content) throws IOException {
        return inspector.inspect(Files.write(folder.resolve("file.png"), content));
    }

    private void assertRejected(PictureRejection reason, byte[] picture) {
        assertThatThrownBy(() -> inspect(picture))
                .isInstanceOfSatisfying(PictureRejectedException.class, rejected -> assertThat(rejected.reason())
                        .isEqualTo(reason))
                .message()
                .isNotBlank();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static int indexOf(byte[] bytes, byte first, byte second) {
        for (int i = 0; i < bytes.length - 1; i++) {
            if (bytes[i] == first && bytes[i + 1] == second) {
                return i;
            }
        }
        throw new IllegalArgumentException();
    }
}
