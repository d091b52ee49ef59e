package org.chatboard.platform.image;

/** The version of a picture of a person or room, which is part of its address: the beginning of its hash. */
public final class PictureVersion {
    /** Characters: no two pictures that one person or room ever has share them. */
    private static final int LENGTH = 16;

    private PictureVersion() {}

    /**
     * {@return the version of a picture}
     *
     * @param hash its SHA-256, or already its version; null without a picture
     */
    public static String of(String hash) {
        return hash == null ? null : hash.substring(0, Math.min(LENGTH, hash.length()));
    }
}
