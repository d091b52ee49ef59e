package org.chatboard.conversation.upload;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import org.chatboard.platform.i18n.Translations;
import org.chatboard.platform.rest.RejectedException;

/** The header {@code Upload-Checksum} of one part: the name of an algorithm, and the checksum in base64. */
final class PartChecksum {
    /** The algorithms that tus names, by their names in Java; it requires {@code sha1}. */
    private static final Map<String, String> ALGORITHMS = Map.of("sha1", "SHA-1", "sha256", "SHA-256");

    /** The names of the algorithms, as {@code Tus-Checksum-Algorithm} has them. */
    static final String NAMES = "sha1,sha256";

    private final MessageDigest digest;
    private final byte[] expected;

    private PartChecksum(MessageDigest digest, byte[] expected) {
        this.digest = digest;
        this.expected = expected;
    }

    /**
     * Reads the header.
     *
     * @param header null if the request has none
     * @return null if the request has none
     * @throws RejectedException 400 if it is not well-formed, or the algorithm is unknown
     */
    static PartChecksum parse(String header) {
        if (header == null) {
            return null;
        }
        String[] parts = header.strip().split(" ", 2);
        String algorithm = ALGORITHMS.get(parts[0]);
        try {
            if (algorithm != null && parts.length == 2) {
                return new PartChecksum(
                        MessageDigest.getInstance(algorithm),
                        Base64.getDecoder().decode(parts[1]));
            }
        } catch (IllegalArgumentException e) {
            throw malformed();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has " + algorithm, e);
        }
        throw malformed();
    }

    private static RejectedException malformed() {
        return new RejectedException(400, Translations.text("upload.checksum.malformed", "sha1, sha256"));
    }

    /** {@return what the bytes of the part must pass through} */
    MessageDigest digest() {
        return digest;
    }

    /** {@return whether the bytes that have passed have the checksum} */
    boolean matches() {
        return MessageDigest.isEqual(digest.digest(), expected);
    }
}
