package org.chatboard.platform.image;

import java.io.IOException;

/**
 * Reads the chunks of a WebP (RFC 9649): the sizes of the canvas and of its frames, which must agree, the number of frames, the orientation.
 * The first frame is what is decoded.
 */
final class WebpHeader {
    /**
     * Most pixels that are decoded. A larger picture can be downloaded and is not shown: for each megapixel the reader takes 1 to 3 s (measured
     * on one core) and 12 MB, and it cannot leave pixels out.
     */
    static final int MAX_DECODED_PIXELS = 4_000_000;

    private static final int RIFF_BYTES = 12;
    private static final int ANIMATED = 2;
    private static final int START_CODE = 0x2a019d;
    private static final int LOSSLESS_SIGNATURE = 0x2f;
    private static final int SIDE_BITS = 0x3fff;

    private static final int FRAME_FLAGS_BYTES = 4;

    private record Size(int width, int height) {}

    private final PictureInput input;
    private Size canvas;
    private Size picture;
    private boolean animated;
    private int frames;
    private int orientation = PictureHeader.UPRIGHT;

    private WebpHeader(PictureInput input) {
        this.input = input;
    }

    static PictureHeader read(PictureInput input) throws IOException {
        WebpHeader header = new WebpHeader(input);
        header.readChunks();
        boolean decodable = header.picture.width() * header.picture.height() <= MAX_DECODED_PIXELS;
        return new PictureHeader(
                PictureType.WEBP, header.picture.width(), header.picture.height(), header.orientation, 4, decodable);
    }

    private void readChunks() throws IOException {
        input.seek(4);
        long end = Math.min(input.size(), 8 + input.u32LittleEndian());
        input.seek(RIFF_BYTES);
        boolean first = true;
        while (input.position() < end) {
            String name = input.name();
            long length = input.u32LittleEndian();
            long next = Math.min(input.position() + length + (length & 1), input.size());
            switch (name) {
                case "VP8X" -> readCanvas(first);
                case "VP8 ", "VP8L" -> readStill(name, first);
                case "ANMF" -> readFrame(next);
                case "EXIF" -> orientation = Orientation.of(input.bytes((int) Math.min(length, Orientation.MAX_BYTES)));
                default -> PictureHeader.require(!first);
            }
            input.seek(next);
            first = false;
        }
        PictureHeader.require(frames > 0);
    }

    private void readCanvas(boolean first) throws IOException {
        PictureHeader.require(first);
        animated = (input.u8() & ANIMATED) != 0;
        input.skip(3);
        canvas = new Size(input.u24LittleEndian() + 1, input.u24LittleEndian() + 1);
        PictureHeader.checkSize(canvas.width(), canvas.height());
    }

    /** One picture, which fills the canvas if there is one. */
    private void readStill(String name, boolean first) throws IOException {
        PictureHeader.require(!animated && frames == 0);
        Size size = readSize(name);
        PictureHeader.require(first || size.equals(canvas));
        count(size);
    }

    /** A frame of an animation. The size of its picture is that of the frame: the reader would go by the picture's own. */
    private void readFrame(long end) throws IOException {
        PictureHeader.require(animated);
        int x = 2 * input.u24LittleEndian();
        int y = 2 * input.u24LittleEndian();
        Size size = new Size(input.u24LittleEndian() + 1, input.u24LittleEndian() + 1);
        PictureHeader.require(x + size.width() <= canvas.width() && y + size.height() <= canvas.height());
        input.skip(FRAME_FLAGS_BYTES);
        while (input.position() < end) {
            String name = input.name();
            long length = input.u32LittleEndian();
            long next = input.position() + length + (length & 1);
            if (name.equals("VP8 ") || name.equals("VP8L")) {
                PictureHeader.require(readSize(name).equals(size));
            }
            input.seek(Math.min(next, end));
        }
        count(size);
    }

    private Size readSize(String name) throws IOException {
        if (name.equals("VP8 ")) {
            input.skip(3);
            PictureHeader.require(input.u24LittleEndian() == START_CODE);
            return new Size(input.u16LittleEndian() & SIDE_BITS, input.u16LittleEndian() & SIDE_BITS);
        }
        PictureHeader.require(input.u8() == LOSSLESS_SIGNATURE);
        long bits = input.u32LittleEndian();
        return new Size((int) (bits & SIDE_BITS) + 1, (int) (bits >> 14 & SIDE_BITS) + 1);
    }

    private void count(Size size) {
        PictureHeader.checkSize(size.width(), size.height());
        frames++;
        PictureHeader.checkFrames(frames);
        picture = picture == null ? size : picture;
    }
}
