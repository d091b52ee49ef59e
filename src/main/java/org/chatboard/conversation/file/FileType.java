package org.chatboard.conversation.file;

/**
 * What a finished file is, by its content.
 *
 * @param name media type, such as {@code image/png}
 * @param width pixels as shown, of a picture; null otherwise
 * @param height pixels as shown, of a picture; null otherwise
 */
public record FileType(String name, Integer width, Integer height) {}
