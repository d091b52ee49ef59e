package org.chatboard.conversation.file;

import jakarta.json.bind.annotation.JsonbPropertyOrder;

/**
 * What a message says about one of its files, and what a finished upload is answered with.
 *
 * @param id random id, which is part of the file's address
 * @param name name as shown
 * @param size bytes
 * @param type media type by content
 * @param width pixels as shown, of a picture; null otherwise
 * @param height pixels as shown, of a picture; null otherwise
 * @param alt alternative text by the sender, or null
 * @param voiceMs length of a voice note, in ms; null for another file
 * @param waveform of a voice note: loudness from 0 to 9, a digit for each part; null for another file
 */
@JsonbPropertyOrder({"id", "name", "size", "type", "width", "height", "alt", "voiceMs", "waveform"})
public record FileDto(
        String id,
        String name,
        long size,
        String type,
        Integer width,
        Integer height,
        String alt,
        Long voiceMs,
        String waveform) {}
