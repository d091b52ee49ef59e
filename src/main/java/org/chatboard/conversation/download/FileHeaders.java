package org.chatboard.conversation.download;

import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.chatboard.conversation.file.FileDto;

/**
 * The headers of files. A browser never shows one as a page of this server: it saves it, plays it, or shows the pixels of a picture.
 */
final class FileHeaders {
    private static final String ANYTHING = "application/octet-stream";

    /** Sound and video that browsers play, by their types as found in the content. Everything else is only saved. */
    private static final Map<String, String> PLAYED = Map.ofEntries(
            Map.entry("audio/aac", "audio/aac"),
            Map.entry("audio/x-aac", "audio/aac"),
            Map.entry("audio/mp4", "audio/mp4"),
            Map.entry("audio/mpeg", "audio/mpeg"),
            Map.entry("audio/flac", "audio/flac"),
            Map.entry("audio/x-flac", "audio/flac"),
            Map.entry("audio/ogg", "audio/ogg"),
            Map.entry("audio/opus", "audio/ogg"),
            Map.entry("audio/vorbis", "audio/ogg"),
            Map.entry("audio/webm", "audio/webm"),
            Map.entry("audio/wav", "audio/wav"),
            Map.entry("audio/vnd.wave", "audio/wav"),
            Map.entry("audio/x-wav", "audio/wav"),
            Map.entry("application/mp4", "video/mp4"),
            Map.entry("video/mp4", "video/mp4"),
            Map.entry("video/x-m4v", "video/mp4"),
            Map.entry("video/quicktime", "video/quicktime"),
            Map.entry("video/ogg", "video/ogg"),
            Map.entry("video/webm", "video/webm"));

    private static final Pattern NOT_PLAIN = Pattern.compile("[^A-Za-z0-9 ._()-]");

    private FileHeaders() {}

    /** Sets what all files have. Browsers may keep them, and ask each time whether the account may still see them. */
    static void common(HttpServletResponse response, String tag) {
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'");
        response.setHeader("Cache-Control", "private, no-cache");
        response.setHeader("ETag", tag);
    }

    /** Sets the headers of an original. */
    static void original(HttpServletResponse response, FileDto file, String tag) {
        common(response, tag);
        response.setContentType(PLAYED.getOrDefault(file.type(), ANYTHING));
        response.setHeader("Accept-Ranges", "bytes");
        response.setHeader("Content-Disposition", disposition(file.name()));
    }

    /** {@return a header as in RFC 6266, with the name for old clients and in UTF-8} */
    static String disposition(String name) {
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return "attachment; filename=\"" + NOT_PLAIN.matcher(name).replaceAll("_") + "\"; filename*=UTF-8''" + encoded;
    }
}
