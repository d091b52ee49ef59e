package org.chatboard.platform.image;

import java.awt.Transparency;
import java.awt.image.BufferedImage;
import java.io.IOException;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.geometry.Positions;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.Orientation;

/** Scales, turns and crops decoded pictures, and reduces them to RGB without or with transparency. */
final class PictureScaler {
    private static final int OPAQUE_ALPHA = 0xff;

    private PictureScaler() {}

    /** {@return the picture, reduced so that its longer side has at most {@code side} pixels; a smaller one keeps its size} */
    static BufferedImage fit(BufferedImage picture, int side) throws IOException {
        int longest = Math.max(picture.getWidth(), picture.getHeight());
        int target = Math.min(longest, side);
        return Thumbnails.of(picture)
                .size(target, target)
                .imageType(pixels(picture))
                .asBufferedImage();
    }

    /** {@return the square in the middle of the picture, reduced to at most {@code side} pixels} */
    static BufferedImage square(BufferedImage picture, int side) throws IOException {
        int target = Math.min(Math.min(picture.getWidth(), picture.getHeight()), side);
        return Thumbnails.of(picture)
                .size(target, target)
                .crop(Positions.CENTER)
                .imageType(pixels(picture))
                .asBufferedImage();
    }

    /** {@return the picture as people see it} */
    static BufferedImage upright(BufferedImage picture, int orientation) {
        return ExifFilterUtils.getFilterForOrientation(Orientation.typeOf(orientation))
                .apply(picture);
    }

    /** {@return whether anything can be seen through a picture that {@link #fit} or {@link #square} has made} */
    static boolean isTransparent(BufferedImage picture) {
        if (picture.getTransparency() == Transparency.OPAQUE) {
            return false;
        }
        int[] row = new int[picture.getWidth()];
        for (int y = 0; y < picture.getHeight(); y++) {
            picture.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int pixel : row) {
                if (pixel >>> 24 != OPAQUE_ALPHA) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int pixels(BufferedImage picture) {
        return picture.getTransparency() == Transparency.OPAQUE
                ? BufferedImage.TYPE_INT_RGB
                : BufferedImage.TYPE_INT_ARGB;
    }
}
