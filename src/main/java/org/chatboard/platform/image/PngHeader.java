package org.chatboard.platform.image;

import java.io.IOException;
import java.util.Set;

/**
 * Reads the header of a PNG: the first chunk, and the chunks up to the last (W3C PNG, third edition). Of an animated PNG only its first picture
 * is ever decoded. What follows the last chunk is not looked at.
 */
final class PngHeader {
    private static final int SIGNATURE_BYTES = 8;
    private static final int IHDR_BYTES = 13;
    private static final int CRC_BYTES = 4;
    private static final int PALETTE = 3;
    private static final Set<Integer> COLOUR_TYPES = Set.of(0, 2, PALETTE, 4, 6);

    /** A picture has a few dozen chunks besides its data; each one here is larger than the chunk that a camera writes. */
    private static final int MAX_CHUNKS = 100_000;

    private PngHeader() {}

    static PictureHeader read(PictureInput input) throws IOException {
        input.seek(SIGNATURE_BYTES);
        PictureHeader.require(input.u32() == IHDR_BYTES && input.name().equals("IHDR"));
        long width = input.u32();
        long height = input.u32();
        PictureHeader.require(width <= Integer.MAX_VALUE && height <= Integer.MAX_VALUE);
        PictureHeader.checkSize((int) width, (int) height);
        int depth = input.u8();
        int colour = input.u8();
        PictureHeader.require(Set.of(1, 2, 4, 8, 16).contains(depth) && COLOUR_TYPES.contains(colour));
        PictureHeader.require(input.u8() == 0 && input.u8() == 0 && input.u8() <= 1); // compression, filter, interlace
        input.skip(CRC_BYTES);
        int bytesPerPixel = colour == PALETTE ? 1 : depth == 16 ? 8 : 4;
        int orientation = orientation(input);
        return new PictureHeader(PictureType.PNG, (int) width, (int) height, orientation, bytesPerPixel, true);
    }

    /** Walks over the chunks; there must be data among them. */
    private static int orientation(PictureInput input) throws IOException {
        int orientation = PictureHeader.UPRIGHT;
        boolean data = false;
        for (int i = 0; i < MAX_CHUNKS; i++) {
            long length = input.u32();
            String name = input.name();
            if (name.equals("IEND")) {
                PictureHeader.require(data);
                return orientation;
            }
            data |= name.equals("IDAT");
            long end = input.position() + length + CRC_BYTES;
            if (name.equals("eXIf") && length <= Orientation.MAX_BYTES) {
                orientation = Orientation.of(input.bytes((int) length));
            }
            input.seek(end);
        }
        throw new PictureRejectedException(PictureRejection.BROKEN);
    }
}
