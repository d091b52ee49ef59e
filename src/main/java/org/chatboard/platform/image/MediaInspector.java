package org.chatboard.platform.image;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.apache.tika.Tika;

/** Finds the media type of a file by its content, and checks pictures. It decodes nothing, and takes milliseconds. */
@ApplicationScoped
public class MediaInspector {
    /** Number of first bytes that are enough to recognise a type. */
    private static final int START_BYTES = 65_536;

    /** In a container of Matroska, the part that browsers play is marked by this word at its start. */
    private static final String WEBM = "webm";

    private static final int EBML_HEADER_BYTES = 64;

    private final Tika tika = new Tika();

    /**
     * Inspects a complete file.
     *
     * @return its type, and the size of a picture that can be shown
     * @throws PictureRejectedException if the first bytes are those of a PNG, JPEG, GIF or WebP whose header is broken or above the limits
     */
    public Media inspect(Path file) throws IOException {
        byte[] start = PictureHeader.start(file, START_BYTES);
        Optional<PictureType> picture = PictureType.of(start);
        if (picture.isEmpty()) {
            return new Media(type(start), null, null);
        }
        PictureHeader header = PictureHeader.read(picture.get(), file);
        return header.decodable()
                ? new Media(header.type().mediaType(), header.shownWidth(), header.shownHeight())
                : new Media(header.type().mediaType(), null, null);
    }

    private String type(byte[] start) {
        String type = tika.detect(start);
        if (!type.endsWith("/x-matroska")) {
            return type;
        }
        byte[] header = Arrays.copyOf(start, Math.min(start.length, EBML_HEADER_BYTES));
        return new String(header, StandardCharsets.ISO_8859_1).contains(WEBM) ? "video/webm" : "video/x-matroska";
    }
}
