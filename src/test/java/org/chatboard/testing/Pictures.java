package org.chatboard.testing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Makes the pictures of tests, whole and broken ones. */
public final class Pictures {
    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /** A lossy WebP of one pixel. */
    private static final String SMALLEST_WEBP = "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA";

    private Pictures() {}

    /** {@return pixels whose left half is red and whose right half is blue, without transparency} */
    public static BufferedImage redAndBlue(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width / 2, height);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(width / 2, 0, width - width / 2, height);
        graphics.dispose();
        return picture;
    }

    /** {@return pixels that compress badly} */
    public static BufferedImage noise(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, random.nextInt());
            }
        }
        return picture;
    }

    /** {@return a picture as a file of a format, such as {@code png}} */
    public static byte[] encoded(BufferedImage picture, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(picture, format, bytes)) {
                throw new IllegalArgumentException(format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** {@return the start of a PNG that says to be of this size, with one chunk of data that has no pixels} */
    public static byte[] pngOfSize(int width, int height) {
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put((byte) 8).put((byte) 2).put((byte) 0).put((byte) 0).put((byte) 0);
        return joined(
                PNG_SIGNATURE,
                pngChunk("IHDR", header.array()),
                pngChunk("IDAT", new byte[10]),
                pngChunk("IEND", new byte[0]));
    }

    /** {@return a PNG with one more chunk behind its header} */
    public static byte[] pngWithChunk(byte[] png, String name, byte[] data) {
        int end = PNG_SIGNATURE.length + 25;
        return joined(Arrays.copyOf(png, end), pngChunk(name, data), Arrays.copyOfRange(png, end, png.length));
    }

    private static byte[] pngChunk(String name, byte[] data) {
        byte[] named = joined(name.getBytes(StandardCharsets.ISO_8859_1), data);
        CRC32 crc = new CRC32();
        crc.update(named);
        return joined(
                ByteBuffer.allocate(4).putInt(data.length).array(),
                named,
                ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    /** {@return a JPEG with this orientation in its Exif data} */
    public static byte[] turned(byte[] jpeg, int orientation) {
        byte[] exif = exif(orientation);
        ByteBuffer segment = ByteBuffer.allocate(10 + exif.length);
        segment.putShort((short) 0xffe1).putShort((short) (8 + exif.length));
        segment.put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1)).put(exif);
        return joined(Arrays.copyOf(jpeg, 2), segment.array(), Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    /** {@return Exif data with an orientation} */
    public static byte[] exif(int orientation) {
        ByteBuffer exif = ByteBuffer.allocate(26).put("MM\0*".getBytes(StandardCharsets.ISO_8859_1));
        exif.putInt(8).putShort((short) 1);
        return exif.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .array();
    }

    /** {@return a GIF with a number of frames of one pixel, which repeats} */
    public static byte[] gif(int frames) {
        ByteArrayOutputStream gif = new ByteArrayOutputStream();
        byte[] head = {'G', 'I', 'F', '8', '9', 'a', 1, 0, 1, 0, (byte) 0x80, 0, 0, 0, 0, 0, (byte) 255, 0, 0};
        byte[] frame = {0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0};
        gif.writeBytes(head);
        gif.writeBytes(new byte[] {0x21, (byte) 0xff, 11});
        gif.writeBytes("NETSCAPE2.0".getBytes(StandardCharsets.US_ASCII));
        gif.writeBytes(new byte[] {3, 1, 0, 0, 0});
        for (int i = 0; i < frames; i++) {
            gif.writeBytes(frame);
        }
        gif.write(0x3b);
        return gif.toByteArray();
    }

    /** {@return a lossy WebP of one pixel} */
    public static byte[] webp() {
        return Base64.getDecoder().decode(SMALLEST_WEBP);
    }

    /** {@return a lossy WebP that says to be of this size} */
    public static byte[] webpOfSize(int width, int height) {
        byte[] webp = webp();
        ByteBuffer.wrap(webp)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(26, (short) width)
                .putShort(28, (short) height);
        return webp;
    }

    /** {@return a WebP whose canvas says to be of this size, with frames of one pixel} */
    public static byte[] webpOfSize(int width, int height, int frames) {
        return webpOfSize(width, height, frames, new byte[0]);
    }

    /** {@return a WebP whose canvas says to be of this size, with frames of one pixel that have chunks inside} */
    public static byte[] webpOfSize(int width, int height, int frames, byte[] inside) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        ByteBuffer canvas = littleEndian(10).put((byte) 2).put(new byte[3]);
        putSize(canvas, width, height);
        chunks.writeBytes(webpChunk("VP8X", canvas.array()));
        for (int i = 0; i < frames; i++) {
            ByteBuffer frame = littleEndian(16).put(new byte[6]);
            putSize(frame, 1, 1);
            chunks.writeBytes(webpChunk("ANMF", joined(frame.array(), inside)));
        }
        return joined(
                "RIFF".getBytes(StandardCharsets.ISO_8859_1),
                littleEndian(4).putInt(chunks.size() + 4).array(),
                "WEBP".getBytes(StandardCharsets.ISO_8859_1),
                chunks.toByteArray());
    }

    /** {@return the chunk of pixels of a WebP of one picture} */
    public static byte[] webpPixels(byte[] webp) {
        return Arrays.copyOfRange(webp, 12, webp.length);
    }

    private static void putSize(ByteBuffer target, int width, int height) {
        for (int side : new int[] {width - 1, height - 1}) {
            target.putShort((short) side).put((byte) (side >> 16));
        }
    }

    private static byte[] webpChunk(String name, byte[] data) {
        return joined(
                name.getBytes(StandardCharsets.ISO_8859_1),
                littleEndian(4).putInt(data.length).array(),
                data);
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** {@return the parts behind each other} */
    public static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }
}
