package org.chatboard.platform.image;

/** Why a picture is rejected. */
public enum PictureRejection {
    /** Its header is incomplete or contradicts itself, or nothing can be decoded. */
    BROKEN,
    /** It has too many pixels. */
    TOO_LARGE,
    /** It has too many frames or scans. */
    TOO_MANY_FRAMES,
    /** It is none of the four types that are decoded. */
    NO_PICTURE,
    /** It is sound, and a variant that the reader of its type does not decode, or not in bounded time. */
    UNSUPPORTED;

    /** {@return the key of the reason in the reader's language} */
    String textKey() {
        return "picture.rejected." + name();
    }
}
