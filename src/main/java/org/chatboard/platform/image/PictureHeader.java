package org.chatboard.platform.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the header of a picture says, within the limits. It is read without decoding a pixel.
 *
 * @param type one of the four types
 * @param width stored pixels, before the orientation is applied
 * @param height stored pixels, before the orientation is applied
 * @param orientation of Exif, 1 to 8
 * @param bytesPerPixel memory of a decoded pixel, at most
 * @param decodable whether the reader of the type knows this variant
 */
record PictureHeader(PictureType type, int width, int height, int orientation, int bytesPerPixel, boolean decodable) {
    /** Most pixels of a picture. */
    static final int MAX_PIXELS = 32_000_000;

    /** Most pixels of a side. */
    static final int MAX_SIDE = 16_384;

    /** Most frames of a GIF or WebP. */
    static final int MAX_FRAMES = 500;

    /** The upright orientation. */
    static final int UPRIGHT = 1;

    /** The first orientation of those that swap width and height. */
    private static final int FIRST_TURNED = 5;

    /**
     * Reads and checks the header of a picture.
     *
     * @throws PictureRejectedException if it is broken or above the limits, or none of a picture
     */
    static PictureHeader read(Path file) throws IOException {
        PictureType type = PictureType.of(start(file, PictureType.MAGIC_BYTES))
                .orElseThrow(() -> new PictureRejectedException(PictureRejection.NO_PICTURE));
        return read(type, file);
    }

    /** {@return the first bytes of a file, or all of a shorter one} */
    static byte[] start(Path file, int bytes) throws IOException {
        try (InputStream input = Files.newInputStream(file)) {
            return input.readNBytes(bytes);
        }
    }

    /** Reads and checks the header of a picture whose type is known. */
    static PictureHeader read(PictureType type, Path file) throws IOException {
        try (PictureInput input = new PictureInput(file)) {
            PictureHeader header =
                    switch (type) {
                        case PNG -> PngHeader.read(input);
                        case JPEG -> JpegHeader.read(input);
                        case GIF -> GifHeader.read(input);
                        case WEBP -> WebpHeader.read(input);
                    };
            return header.decodable ? header : new PictureHeader(type, 0, 0, UPRIGHT, 0, false);
        } catch (EOFException e) {
            throw new PictureRejectedException(PictureRejection.BROKEN);
        }
    }

    /** Checks the size of a picture, or of one of its frames. */
    static void checkSize(int width, int height) {
        require(width > 0 && height > 0);
        if (width > MAX_SIDE || height > MAX_SIDE || (long) width * height > MAX_PIXELS) {
            throw new PictureRejectedException(PictureRejection.TOO_LARGE);
        }
    }

    /** Checks the number of frames or scans that were found so far. */
    static void checkFrames(int frames) {
        if (frames > MAX_FRAMES) {
            throw new PictureRejectedException(PictureRejection.TOO_MANY_FRAMES);
        }
    }

    /** Rejects a broken header. */
    static void require(boolean sound) {
        if (!sound) {
            throw new PictureRejectedException(PictureRejection.BROKEN);
        }
    }

    /** {@return this header} Rejects a picture that is not decoded. */
    PictureHeader requireDecodable() {
        if (!decodable) {
            throw new PictureRejectedException(PictureRejection.UNSUPPORTED);
        }
        return this;
    }

    int shownWidth() {
        return orientation < FIRST_TURNED ? width : height;
    }

    int shownHeight() {
        return orientation < FIRST_TURNED ? height : width;
    }
}
