package org.chatboard.platform.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.chatboard.platform.config.Settings;
import org.chatboard.platform.content.ContentStore;
import org.chatboard.platform.disk.DiskSpace;
import org.chatboard.testing.Pictures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Makes renditions of pictures in a store, on the thread of the test: what is submitted runs when the test says so. */
class RenditionsTest {
    private static final String HASH = "0123456789abcdef".repeat(4);
    private static final long ANN = 11;
    private static final long BOB = 12;

    private final Renditions renditions = new Renditions();
    private final List<Runnable> submitted = new ArrayList<>();
    private boolean hasRoom = true;

    @TempDir
    Path data;

    private ContentStore contents;

    @BeforeEach
    void connect() {
        contents = new ContentStore(Settings.of(Map.of("CHATBOARD_DATA", data.toString())));
        renditions.contents = contents;
        renditions.worker = new PictureWorker();
        renditions.disk = new DiskSpace() {
            @Override
            public boolean hasRoomForFile(long bytes) {
                return hasRoom;
            }
        };
        runBy(submitted::add);
    }

    private void runBy(Consumer<Runnable> executor) {
        renditions.worker.executor = (ManagedExecutorService) Proxy.newProxyInstance(
                RenditionsTest.class.getClassLoader(),
                new Class<?>[] {ManagedExecutorService.class},
                (proxy, method, arguments) -> {
                    executor.accept((Runnable) arguments[0]);
                    return null;
                });
    }

    @Test
    void fitsThePictureIntoEachSize() throws IOException {
        store(Pictures.encoded(Pictures.redAndBlue(3000, 1500), "png"));
        assertThat(sizeOf(make(2048))).isEqualTo("2048x1024");
        assertThat(sizeOf(make(1024))).isEqualTo("1024x512");
        assertThat(sizeOf(make(320))).isEqualTo("320x160");
        assertThat(submitted).as("made at the first request, all at once").hasSize(1);
    }

    @Test
    void enlargesNothing() throws IOException {
        store(Pictures.encoded(Pictures.redAndBlue(400, 20), "png"));
        assertThat(sizeOf(make(1024))).isEqualTo("400x20");
        assertThat(sizeOf(make(320))).isEqualTo("320x16");
    }

    @ParameterizedTest
    @CsvSource({"png", "jpeg", "gif", "webp"})
    void readsEachType(String type) throws IOException {
        store(type.equals("webp") ? Pictures.webp() : Pictures.encoded(Pictures.redAndBlue(40, 30), type));
        Rendition rendition = make(320);
        assertThat(rendition.type()).isEqualTo("image/jpeg");
        assertThat(Files.readAllBytes(rendition.file())).startsWith(0xff, 0xd8, 0xff);
    }

    @Test
    void keepsTransparency() throws IOException {
        BufferedImage half = new BufferedImage(40, 30, BufferedImage.TYPE_INT_ARGB);
        half.setRGB(0, 0, 40, 15, new int[600], 0, 40);
        store(Pictures.encoded(half, "png"));
        Rendition rendition = make(320);
        assertThat(rendition.type()).isEqualTo("image/png");
        assertThat(ImageIO.read(rendition.file().toFile()).getColorModel().hasAlpha())
                .isTrue();
    }

    /** The picture is red at its left and blue at its right; the numbers are where red is once it is turned. */
    @ParameterizedTest
    @CsvSource({
        "1, 0.1, 0.5", "2, 0.9, 0.5", "3, 0.9, 0.5", "4, 0.1, 0.5",
        "5, 0.5, 0.1", "6, 0.5, 0.1", "7, 0.5, 0.9", "8, 0.5, 0.9"
    })
    void turnsThePictureUpright(int orientation, double x, double y) throws IOException {
        store(Pictures.turned(Pictures.encoded(Pictures.redAndBlue(80, 40), "jpeg"), orientation));
        BufferedImage picture = ImageIO.read(make(320).file().toFile());
        assertThat(picture.getWidth() > picture.getHeight()).isEqualTo(orientation < 5);
        assertRed(picture, x, y, true);
        assertRed(picture, 1 - x, 1 - y, x == y);
    }

    private static void assertRed(BufferedImage picture, double x, double y, boolean expected) {
        Color colour = new Color(picture.getRGB((int) (x * picture.getWidth()), (int) (y * picture.getHeight())));
        assertThat(colour.getRed() > 200 && colour.getBlue() < 50).isEqualTo(expected);
    }

    @Test
    void keepsNothingButPixels() throws IOException {
        byte[] secret = "GPS 48.1 11.5".getBytes(StandardCharsets.ISO_8859_1);
        byte[] png = Pictures.encoded(Pictures.redAndBlue(40, 30), "png");
        store(Pictures.joined(Pictures.pngWithChunk(png, "tEXt", secret), secret));
        byte[] made = Files.readAllBytes(make(320).file());
        assertThat(new String(made, StandardCharsets.ISO_8859_1))
                .doesNotContain("GPS")
                .doesNotContain("Exif");
    }

    @Test
    void makesThemOnceForAllWhoAskMeanwhile() throws IOException {
        store(Pictures.encoded(Pictures.redAndBlue(40, 30), "png"));
        List<CompletableFuture<Rendition>> asked = Stream.of(320, 320, 1024)
                .map(size -> renditions.of(HASH, size, ANN).toCompletableFuture())
                .toList();
        assertThat(submitted).hasSize(1);
        submitted.get(0).run();
        assertThat(asked).allMatch(future -> Files.exists(future.join().file()));
    }

    @Test
    void leavesNothingBehindIfTheContentIsRemovedMeanwhile() throws IOException {
        store(Pictures.encoded(Pictures.redAndBlue(40, 30), "png"));
        runBy(Runnable::run);
        renditions.contents = new ContentStore(Settings.of(Map.of("CHATBOARD_DATA", data.toString()))) {
            @Override
            public Path newTemporary() throws IOException {
                Files.deleteIfExists(content(HASH)); // the removal, between decoding and storing
                return super.newTemporary();
            }
        };
        CompletableFuture<Rendition> asked = renditions.of(HASH, 320, ANN).toCompletableFuture();
        assertThatThrownBy(asked::join).hasCauseInstanceOf(UncheckedIOException.class);
        try (Stream<Path> files = Files.walk(data)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void decodesBrokenPixelsOnce() throws IOException {
        byte[] png = Pictures.pngOfSize(40, 30);
        store(png);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> make(320)).hasCauseInstanceOf(PictureRejectedException.class);
        }
        assertThat(submitted).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiff", "bmp"})
    void decodesNoOtherTypes(String format) throws IOException {
        store(Pictures.encoded(Pictures.redAndBlue(40, 30), format));
        assertThatThrownBy(() -> make(320))
                .hasCauseInstanceOf(PictureRejectedException.class)
                .hasRootCauseMessage("This is no picture. Choose a PNG, JPEG, GIF or WebP.");
    }

    @Test
    void writesNothingIntoTheReserveOfTheDisk() throws IOException {
        store(Pictures.encoded(Pictures.redAndBlue(40, 30), "png"));
        hasRoom = false;
        assertThatThrownBy(() -> make(320)).hasCauseInstanceOf(RejectedExecutionException.class);
        hasRoom = true;
        assertThat(make(320).file()).exists();
    }

    @Test
    void rejectsWorkAboveItsQueue() {
        int ofAccount = PictureWorker.MAX_WAITING_OF_ACCOUNT;
        for (int i = 0; i < PictureWorker.MAX_WAITING; i++) {
            assertThat(ask(i, i / ofAccount)).isNotDone();
        }
        assertRejected(ask(PictureWorker.MAX_WAITING, BOB));
        submitted.get(0).run(); // fails: there is no such content
        assertThat(ask(PictureWorker.MAX_WAITING, BOB)).isNotDone();
    }

    @Test
    void rejectsWorkOfAnAccountAboveItsPart() {
        for (int i = 0; i < PictureWorker.MAX_WAITING_OF_ACCOUNT; i++) {
            assertThat(ask(i, ANN)).isNotDone();
        }
        assertRejected(ask(PictureWorker.MAX_WAITING_OF_ACCOUNT, ANN));
        assertThat(ask(PictureWorker.MAX_WAITING_OF_ACCOUNT, BOB)).isNotDone();
    }

    @Test
    void accountsTakeTurns() {
        List<CompletableFuture<Rendition>> asked = List.of(ask(1, ANN), ask(2, ANN), ask(3, ANN), ask(4, BOB));
        submitted.get(0).run();
        submitted.get(1).run();
        assertThat(asked).extracting(CompletableFuture::isDone).containsExactly(true, false, false, true);
        submitted.get(2).run();
        submitted.get(3).run();
        assertThat(asked).allMatch(CompletableFuture::isDone);
    }

    private CompletableFuture<Rendition> ask(int content, long account) {
        return renditions.of("%064x".formatted(content), 320, account).toCompletableFuture();
    }

    private static void assertRejected(CompletableFuture<Rendition> asked) {
        assertThat(asked)
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(RejectedExecutionException.class);
    }

    private void store(byte[] picture) throws IOException {
        Path content = contents.content(HASH);
        Files.createDirectories(content.getParent());
        Files.write(content, picture);
    }

    private Rendition make(int size) {
        CompletableFuture<Rendition> made = renditions.of(HASH, size, ANN).toCompletableFuture();
        if (!made.isDone()) {
            submitted.get(submitted.size() - 1).run();
        }
        return made.join();
    }

    private static String sizeOf(Rendition rendition) throws IOException {
        BufferedImage picture = ImageIO.read(rendition.file().toFile());
        return picture.getWidth() + "x" + picture.getHeight();
    }
}
