package org.chatboard.platform.image;

import java.nio.file.Path;

/**
 * A picture that is ready for {@link org.chatboard.platform.content.ContentService#use}.
 *
 * @param file its file in the folder of uploads
 * @param sha256 hash in hexadecimal
 * @param size bytes
 */
public record PreparedPicture(Path file, String sha256, long size) {}
