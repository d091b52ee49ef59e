package org.chatboard.platform.image;

/**
 * A picture that was made from pixels.
 *
 * @param bytes of the encoded picture; not to be changed
 * @param type {@link PictureType#JPEG}, or {@link PictureType#PNG} if anything can be seen through it
 */
record EncodedPicture(byte[] bytes, PictureType type) {}
