package org.chatboard.platform.image;

import java.time.Duration;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;

/** Stops a reader that takes too long. */
final class Deadline implements IIOReadProgressListener {
    private final long end;
    private boolean over;

    Deadline(Duration time) {
        end = System.nanoTime() + time.toNanos();
    }

    boolean isOver() {
        return over;
    }

    @Override
    public void imageProgress(ImageReader reader, float percentageDone) {
        if (System.nanoTime() - end > 0) {
            over = true;
            reader.abort();
        }
    }

    @Override
    public void sequenceStarted(ImageReader reader, int minIndex) {}

    @Override
    public void sequenceComplete(ImageReader reader) {}

    @Override
    public void imageStarted(ImageReader reader, int imageIndex) {}

    @Override
    public void imageComplete(ImageReader reader) {}

    @Override
    public void thumbnailStarted(ImageReader reader, int imageIndex, int thumbnailIndex) {}

    @Override
    public void thumbnailProgress(ImageReader reader, float percentageDone) {}

    @Override
    public void thumbnailComplete(ImageReader reader) {}

    @Override
    public void readAborted(ImageReader reader) {}
}
