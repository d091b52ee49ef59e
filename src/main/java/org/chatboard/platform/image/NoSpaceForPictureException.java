package org.chatboard.platform.image;

/** Thrown if a picture would be written into the reserve of the disk. */
public class NoSpaceForPictureException extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
