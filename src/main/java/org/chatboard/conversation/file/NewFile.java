package org.chatboard.conversation.file;

/**
 * A file whose upload begins.
 *
 * @param accountId who uploads it
 * @param name as {@link FileNameRules} has cleaned it
 * @param size bytes
 * @param sha256 the hash that the client has computed, in hexadecimal, or null
 * @param voiceMs length of a voice note, in ms; null for another file
 * @param waveform of a voice note, a digit for each part; null for another file
 */
public record NewFile(long accountId, String name, long size, String sha256, Long voiceMs, String waveform) {}
