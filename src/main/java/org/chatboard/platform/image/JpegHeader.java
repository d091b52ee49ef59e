package org.chatboard.platform.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the markers of a JPEG up to its end (ITU-T T.81, annex B): the size of its one frame, the number of its scans, its orientation. A
 * thumbnail inside is part of a segment, and skipped with it.
 */
final class JpegHeader {
    private static final int SOF_BASELINE = 0xc0;
    private static final int SOF_PROGRESSIVE = 0xc2;
    private static final int DHT = 0xc4;
    private static final int JPG = 0xc8;
    private static final int DAC = 0xcc;
    private static final int SOF_LAST = 0xcf;
    private static final int RST_FIRST = 0xd0;
    private static final int RST_LAST = 0xd7;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int APP1 = 0xe1;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int SAMPLE_BITS = 8;
    private static final int COLOURS = 3;

    /** Most scans, of which ten are usual. */
    static final int MAX_SCANS = 100;

    /** Most pixels of all scans together: the reader passes over all of them before it says how far it is. */
    private static final long MAX_SCANNED_PIXELS = 20L * PictureHeader.MAX_PIXELS;

    private final PictureInput input;
    private PictureHeader frame;
    private int orientation = PictureHeader.UPRIGHT;
    private int scans;

    private JpegHeader(PictureInput input) {
        this.input = input;
    }

    static PictureHeader read(PictureInput input) throws IOException {
        input.seek(2);
        JpegHeader header = new JpegHeader(input);
        header.readSegments();
        PictureHeader frame = header.frame;
        return new PictureHeader(
                frame.type(),
                frame.width(),
                frame.height(),
                header.orientation,
                frame.bytesPerPixel(),
                frame.decodable());
    }

    private void readSegments() throws IOException {
        // many pictures lack the last marker, and are shown all the same
        for (int marker = nextMarker(); marker != EOI; marker = nextMarker()) {
            int length = input.u16();
            PictureHeader.require(length >= 2);
            long end = input.position() + length - 2;
            if (marker == SOS) {
                PictureHeader.require(frame != null);
                scans++;
                if (scans > MAX_SCANS || (long) scans * frame.width() * frame.height() > MAX_SCANNED_PIXELS) {
                    throw new PictureRejectedException(PictureRejection.TOO_MANY_FRAMES);
                }
            } else if (marker == APP1 && orientation == PictureHeader.UPRIGHT) {
                readExif(length - 2);
            } else if (isFrame(marker)) {
                PictureHeader.require(frame == null);
                readFrame(marker);
            }
            input.seek(end);
        }
        PictureHeader.require(scans > 0);
    }

    /** Skips coded data and fill bytes. {@return the next marker; the last one at the end of the file behind a scan} */
    private int nextMarker() throws IOException {
        while (input.position() < input.size() || scans == 0) {
            int marker = input.u8();
            if (marker != 0xff) {
                PictureHeader.require(scans > 0); // coded data follows a scan alone
                continue;
            }
            while (marker == 0xff && input.position() < input.size()) {
                marker = input.u8();
            }
            boolean inData = marker == 0 || marker >= RST_FIRST && marker <= RST_LAST;
            if (!inData && marker != 0xff) {
                return marker;
            }
        }
        return EOI;
    }

    private static boolean isFrame(int marker) {
        return marker >= SOF_BASELINE && marker <= SOF_LAST && marker != DHT && marker != JPG && marker != DAC;
    }

    private void readFrame(int marker) throws IOException {
        int bits = input.u8();
        int height = input.u16();
        int width = input.u16();
        int components = input.u8();
        PictureHeader.checkSize(width, height);
        PictureHeader.require(components >= 1 && components <= 4);
        boolean decodable =
                marker <= SOF_PROGRESSIVE && bits == SAMPLE_BITS && (components == 1 || components == COLOURS);
        frame = new PictureHeader(PictureType.JPEG, width, height, orientation, components, decodable);
    }

    private void readExif(int length) throws IOException {
        byte[] segment = input.bytes(length);
        if (segment.length > EXIF.length && Arrays.equals(Arrays.copyOf(segment, EXIF.length), EXIF)) {
            orientation = Orientation.of(Arrays.copyOfRange(segment, EXIF.length, segment.length));
        }
    }
}
