package org.chatboard.platform.image;

import java.nio.file.Path;

/**
 * A smaller copy of a picture, made anew from its pixels.
 *
 * @param file its file, which may be deleted at any time
 * @param type {@code image/jpeg}, or {@code image/png} if anything can be seen through it
 */
public record Rendition(Path file, String type) {}
