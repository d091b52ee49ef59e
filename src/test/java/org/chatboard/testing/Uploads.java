package org.chatboard.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;

/** Uploads by tus 1.0, as a script does it. */
public final class Uploads {
    /** Most bytes of a part. */
    public static final int PART = 262_144;

    private static final String[] VERSION = {"Tus-Resumable", "1.0.0"};

    private Uploads() {}

    /** Uploads a whole file. {@return its id} */
    public static String upload(Member member, String name, byte[] bytes) {
        String address = begin(member.rest(), bytes.length, name(name)).header("Location");
        assertThat(address).isNotNull();
        for (int from = 0; from < bytes.length; from += PART) {
            byte[] part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PART));
            assertThat(append(member.rest(), address, from, part)).matches(answer -> answer.status() == 204);
        }
        return id(address);
    }

    /** {@return the id in the address of an upload} */
    public static String id(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    /** Begins an upload. @param metadata values by {@link #pair}, separated by commas */
    public static Answer begin(RestClient rest, long size, String metadata) {
        return rest.send(
                "POST",
                "/api/uploads",
                BodyPublishers.noBody(),
                with("Upload-Length", String.valueOf(size), "Upload-Metadata", metadata));
    }

    /** Appends a part. @param headers further headers, as alternating names and values */
    public static Answer append(RestClient rest, String address, long offset, byte[] part, String... headers) {
        return rest.send(
                "PATCH",
                address,
                BodyPublishers.ofByteArray(part),
                Stream.concat(
                                Stream.of(with(
                                        "Content-Type",
                                        "application/offset+octet-stream",
                                        "Upload-Offset",
                                        String.valueOf(offset))),
                                Stream.of(headers))
                        .toArray(String[]::new));
    }

    /** Asks how far an upload is. */
    public static Answer head(RestClient rest, String address) {
        return rest.send("HEAD", address, BodyPublishers.noBody(), VERSION);
    }

    /** {@return the SHA-256 of bytes in hexadecimal} */
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest("SHA-256", bytes));
    }

    /** {@return the digest of bytes by an algorithm of Java} */
    public static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return the metadata of a file name} */
    public static String name(String name) {
        return pair("filename", name);
    }

    /** {@return one value of the metadata} */
    public static String pair(String key, String value) {
        return key + " " + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }

    private static String[] with(String... headers) {
        return Stream.concat(Stream.of(VERSION), Stream.of(headers)).toArray(String[]::new);
    }
}
