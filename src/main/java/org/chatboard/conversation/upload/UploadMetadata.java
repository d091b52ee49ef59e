package org.chatboard.conversation.upload;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.chatboard.conversation.file.FileNameRules;
import org.chatboard.conversation.file.NewFile;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.InvalidInputException;
import org.chatboard.platform.rest.RejectedException;
import org.chatboard.platform.support.WholeNumber;

/**
 * The header {@code Upload-Metadata}: pairs of a key and a value in base64, separated by commas. Known keys are {@code filename},
 * {@code sha256}, {@code voice} and {@code waveform}; others are ignored.
 */
final class UploadMetadata {
    /** Longest voice note, in ms. */
    static final long MAX_VOICE_MS = 3_600_000;

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern WAVEFORM = Pattern.compile("[0-9]{1,64}");

    private final Map<String, String> values = new HashMap<>();

    private UploadMetadata() {}

    /**
     * Reads the header.
     *
     * @param header null if the request has none
     * @throws RejectedException 400 if it is not well-formed
     */
    static UploadMetadata parse(String header) {
        UploadMetadata metadata = new UploadMetadata();
        if (header != null && !header.isBlank()) {
            for (String pair : header.split(",")) {
                String[] parts = pair.strip().split(" ", 2);
                metadata.values.put(parts[0], parts.length == 1 ? "" : decode(parts[1].strip()));
            }
        }
        return metadata;
    }

    private static String decode(String base64) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getDecoder().decode(base64)))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new RejectedException(400, Translations.text("upload.metadata"));
        }
    }

    /**
     * {@return the file that the header describes}
     *
     * @throws InvalidInputException if one of its values is not valid
     */
    NewFile toFile(long accountId, long size) {
        String name = FileNameRules.clean(values.getOrDefault("filename", ""))
                .orElseThrow(() -> invalid("filename", "file.name", FileNameRules.MAX_LENGTH));
        String sha256 = values.get("sha256");
        if (sha256 != null && !SHA256.matcher(sha256).matches()) {
            throw invalid("sha256", "upload.sha256");
        }
        String voice = values.get("voice");
        if (voice == null) {
            return new NewFile(accountId, name, size, sha256, null, null);
        }
        long voiceMs = WholeNumber.parse(voice).orElse(0);
        if (voiceMs < 1 || voiceMs > MAX_VOICE_MS) {
            throw invalid("voice", "upload.voice", MAX_VOICE_MS);
        }
        String waveform = values.getOrDefault("waveform", "");
        if (!WAVEFORM.matcher(waveform).matches()) {
            throw invalid("waveform", "upload.waveform");
        }
        return new NewFile(accountId, name, size, sha256, voiceMs, waveform);
    }

    private static InvalidInputException invalid(String field, String key, Object... values) {
        return new InvalidInputException(field, Translations.text(key, values));
    }
}
