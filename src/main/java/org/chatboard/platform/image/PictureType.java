package org.chatboard.platform.image;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The types of pictures that are decoded, with the first bytes by which they are recognised. */
enum PictureType {
    PNG("image/png", "\u0089PNG\r\n\u001a\n", 0),
    JPEG("image/jpeg", "\u00ff\u00d8\u00ff", 0),
    GIF("image/gif", "GIF8", 0),
    WEBP("image/webp", "WEBP", 8);

    /** As many bytes of a file as {@link #of} looks at. */
    static final int MAGIC_BYTES = 12;

    private final String mediaType;
    private final String magic;
    private final int offset;

    PictureType(String mediaType, String magic, int offset) {
        this.mediaType = mediaType;
        this.magic = magic;
        this.offset = offset;
    }

    /** {@return the type of a file whose first bytes are these; empty if it is no picture of these types} */
    static Optional<PictureType> of(byte[] start) {
        return Arrays.stream(values()).filter(type -> type.matches(start)).findFirst();
    }

    private boolean matches(byte[] start) {
        if (start.length < offset + magic.length()) {
            return false;
        }
        for (int i = 0; i < magic.length(); i++) {
            if ((start[offset + i] & 0xff) != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    String mediaType() {
        return mediaType;
    }

    /** {@return what the names of its files end in} */
    String extension() {
        return this == JPEG ? "jpg" : name().toLowerCase(Locale.ROOT);
    }
}
