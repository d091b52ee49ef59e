package org.chatboard.platform.image;

import java.io.IOException;

/** Reads the blocks of a GIF up to its end (GIF89a), and counts its frames. The first frame is what is decoded. */
final class GifHeader {
    private static final int SIGNATURE_BYTES = 6;
    private static final int EXTENSION = 0x21;
    private static final int FRAME = 0x2c;
    private static final int TRAILER = 0x3b;
    private static final int MAX_CODE_BITS = 11;

    private GifHeader() {}

    static PictureHeader read(PictureInput input) throws IOException {
        input.seek(SIGNATURE_BYTES - 2);
        int version = input.u8();
        PictureHeader.require((version == '7' || version == '9') && input.u8() == 'a');
        PictureHeader.checkSize(input.u16LittleEndian(), input.u16LittleEndian());
        skipColours(input, input.u8(), 2);
        PictureHeader first = null;
        int frames = 0;
        // many pictures lack the trailer, or have something else in its place
        while (input.position() < input.size()) {
            int block = input.u8();
            if (block == FRAME) {
                PictureHeader frame = readFrame(input);
                first = first == null ? frame : first;
                PictureHeader.checkFrames(++frames);
            } else if (block == EXTENSION) {
                input.skip(1);
                skipBlocks(input);
            } else {
                PictureHeader.require(block == TRAILER || first != null);
                break;
            }
        }
        PictureHeader.require(first != null);
        return first;
    }

    private static PictureHeader readFrame(PictureInput input) throws IOException {
        input.skip(4); // its place
        int width = input.u16LittleEndian();
        int height = input.u16LittleEndian();
        PictureHeader.checkSize(width, height);
        skipColours(input, input.u8(), 0);
        int bits = input.u8();
        PictureHeader.require(bits >= 1 && bits <= MAX_CODE_BITS);
        skipBlocks(input);
        return new PictureHeader(PictureType.GIF, width, height, PictureHeader.UPRIGHT, 1, true);
    }

    /** Skips the bytes between the flags and a table of colours, and the table if the flags announce one. */
    private static void skipColours(PictureInput input, int flags, int between) throws IOException {
        input.skip(between + ((flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1));
    }

    private static void skipBlocks(PictureInput input) throws IOException {
        for (int length = input.u8(); length != 0; length = input.u8()) {
            input.skip(length);
        }
    }
}
