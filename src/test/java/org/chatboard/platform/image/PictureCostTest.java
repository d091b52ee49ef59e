package org.chatboard.platform.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.chatboard.testing.Pictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What pictures cost that are made to be expensive. Counts the bytes and the processor's time of the thread that does the work, which other
 * work on the machine does not change.
 */
class PictureCostTest {
    private static final long MAX_REJECTION_BYTES = 4 << 20;
    private static final Duration MAX_REJECTION = Duration.ofMillis(100);

    private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final MediaInspector inspector = new MediaInspector();

    @TempDir
    Path folder;

    @Test
    void rejectsHugePicturesAtOnceAndInFlatMemory() throws IOException {
        Map<String, byte[]> pictures = Map.of(
                "60,000 x 60,000", Pictures.pngOfSize(60_000, 60_000),
                "10,000 frames", Pictures.gif(10_000),
                "10,000 frames of WebP", Pictures.webpOfSize(10, 10, 10_000));
        inspector.inspect(file("warm", Pictures.gif(1)));
        for (Map.Entry<String, byte[]> picture : pictures.entrySet()) {
            Path file = file("huge", picture.getValue());
            long bytes = thread.getCurrentThreadAllocatedBytes();
            long time = thread.getCurrentThreadCpuTime();
            assertThatThrownBy(() -> inspector.inspect(file))
                    .as(picture.getKey())
                    .isInstanceOf(PictureRejectedException.class);
            assertThat(thread.getCurrentThreadAllocatedBytes() - bytes)
                    .as(picture.getKey())
                    .isLessThan(MAX_REJECTION_BYTES);
            assertThat(Duration.ofNanos(thread.getCurrentThreadCpuTime() - time))
                    .as(picture.getKey())
                    .isLessThan(MAX_REJECTION);
        }
    }

    /** 32 megapixels of eight bytes would take 256 MB. */
    @Test
    void decodesTheLargestPictureInBoundedMemory() throws IOException {
        for (String format : new String[] {"png", "jpeg", "gif"}) {
            PictureHeader header =
                    PictureHeader.read(file(format, Pictures.encoded(Pictures.redAndBlue(8_000, 4_000), format)));
            assertThat((long) header.width() * header.height()).isEqualTo(PictureHeader.MAX_PIXELS);
            long before = thread.getCurrentThreadAllocatedBytes();
            PictureDecoder.decode(folder.resolve(format), header);
            assertThat(thread.getCurrentThreadAllocatedBytes() - before)
                    .as(format)
                    .isLessThan(PictureDecoder.MAX_DECODED_BYTES * 3 / 2);
        }
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }
}
