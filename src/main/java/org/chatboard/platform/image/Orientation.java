package org.chatboard.platform.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads the orientation out of Exif data: one tag of its first directory. Whatever is wrong with the data means upright. */
final class Orientation {
    /** Most bytes of Exif data that are looked at; JPEG allows no more. */
    static final int MAX_BYTES = 65_536;

    private static final int TIFF_HEADER_BYTES = 8;
    private static final int ENTRY_BYTES = 12;
    private static final int TAG = 0x0112;
    private static final int SHORT = 3;

    private Orientation() {}

    /**
     * {@return the orientation, 1 to 8}
     *
     * @param exif a TIFF structure
     */
    static int of(byte[] exif) {
        if (exif.length < TIFF_HEADER_BYTES) {
            return PictureHeader.UPRIGHT;
        }
        ByteBuffer data = ByteBuffer.wrap(exif).order(exif[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = data.getInt(4);
        if (directory < 0 || directory > exif.length - 2) {
            return PictureHeader.UPRIGHT;
        }
        int entries = data.getShort(directory) & 0xffff;
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * ENTRY_BYTES;
            if (entry > exif.length - ENTRY_BYTES) {
                break;
            }
            if ((data.getShort(entry) & 0xffff) == TAG && data.getShort(entry + 2) == SHORT) {
                int value = data.getShort(entry + 8);
                return value >= 1 && value <= 8 ? value : PictureHeader.UPRIGHT;
            }
        }
        return PictureHeader.UPRIGHT;
    }
}
