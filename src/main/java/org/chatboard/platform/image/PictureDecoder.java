package org.chatboard.platform.image;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/** Decodes pictures whose headers have been checked, in bounded memory and time. */
final class PictureDecoder {
    /** Most memory of a decoded picture: a photograph of 16 megapixels. A larger picture is read with fewer pixels. */
    static final long MAX_DECODED_BYTES = 48L << 20;

    /** After this time the reader is stopped. */
    private static final Duration MAX_TIME = Duration.ofSeconds(20);

    private PictureDecoder() {}

    /**
     * {@return the picture, or its first frame, as it is stored: the orientation is not applied}
     *
     * @throws PictureRejectedException if its pixels are broken, or decoding takes too long
     */
    static BufferedImage decode(Path file, PictureHeader header) throws IOException {
        header.requireDecodable();
        ImageReader reader = reader(header.type());
        try (ImageInputStream input = new FileImageInputStream(file.toFile())) {
            reader.setInput(input, true, true);
            // the check and the reader must have found the same picture
            PictureHeader.require(reader.getWidth(0) == header.width() && reader.getHeight(0) == header.height());
            ImageReadParam param = reader.getDefaultReadParam();
            int step = step(header);
            param.setSourceSubsampling(step, step, 0, 0);
            Deadline deadline = new Deadline(MAX_TIME);
            reader.addIIOReadProgressListener(deadline);
            BufferedImage picture = reader.read(0, param);
            PictureHeader.require(!deadline.isOver());
            return picture;
        } catch (IOException | IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
            throw new PictureRejectedException(PictureRejection.BROKEN);
        } finally {
            reader.dispose();
        }
    }

    /** {@return the distance of the pixels that are read, so that they fit into the memory} */
    private static int step(PictureHeader header) {
        int step = 1;
        while ((long) (header.width() / step) * (header.height() / step) * header.bytesPerPixel() > MAX_DECODED_BYTES) {
            step++;
        }
        return step;
    }

    /** {@return the one reader of a type; readers that other libraries have registered are never used} */
    private static ImageReader reader(PictureType type) {
        if (type == PictureType.WEBP) {
            return new WebPImageReaderSpi().createReaderInstance(null);
        }
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(type.name());
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getModule() == ImageIO.class.getModule()) {
                return reader;
            }
        }
        throw new IllegalStateException("this Java has no reader for " + type);
    }
}
