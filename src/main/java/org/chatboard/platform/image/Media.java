package org.chatboard.platform.image;

/**
 * What the bytes of a file are.
 *
 * @param type media type by content, such as {@code image/png}; {@code application/octet-stream} if it is unknown
 * @param width pixels as shown, of a picture that has renditions; null otherwise
 * @param height pixels as shown, of a picture that has renditions; null otherwise
 */
public record Media(String type, Integer width, Integer height) {}
