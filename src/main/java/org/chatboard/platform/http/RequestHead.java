package org.chatboard.platform.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Validates the head of a request as strictly as RFC 9110 and RFC 9112 demand. A head that two parsers could understand
 * differently is rejected, because proxy and server would disagree (request smuggling). Each method returns the status to answer
 * with.
 */
final class RequestHead {
    static final int OK = 200;
    static final int BAD_REQUEST = 400;
    static final int UNSUPPORTED_MEDIA_TYPE = 415;
    static final int MISDIRECTED_REQUEST = 421;

    private static final Pattern METHOD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,20}");
    private static final Pattern HOST =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::(\\d{1,5}))?", Pattern.CASE_INSENSITIVE);

    private static final byte DELETE = 0x7f;
    private static final int HEX = 16;
    private static final char LAST_ASCII = '~';

    private RequestHead() {}

    /** {@return the status for the bytes of a head} It must not contain control characters, and each line ends with CR and LF. */
    static int ofBytes(ByteBuffer head) {
        byte before = 0;
        for (int i = head.position(); i < head.limit(); i++) {
            byte b = head.get(i);
            boolean wrong =
                    switch (b) {
                        case '\n' -> before != '\r';
                        case '\r', '\t' -> false;
                        default -> b >= 0 && b < ' ' || b == DELETE;
                    };
            if (wrong || before == '\r' && b != '\n') {
                return BAD_REQUEST;
            }
            before = b;
        }
        return OK;
    }

    /**
     * {@return the status for a request line; {@link #OK} if it is valid}
     *
     * @param method as received
     * @param path as received, without the query
     */
    static int ofLine(String method, String path) {
        boolean right = METHOD.matcher(method).matches()
                && !method.equals("CONNECT")
                && !method.equals("PRI")
                && (path.equals("*") || isPath(path));
        return right ? OK : BAD_REQUEST;
    }

    /**
     * {@return the status for the headers that describe the body}
     *
     * @param lengths number of {@code Content-Length} headers
     * @param transferEncodings as received
     * @param contentEncodings as received; compressed bodies are not supported, because they may become huge when decompressed
     */
    static int ofBody(int lengths, Iterable<String> transferEncodings, Iterable<String> contentEncodings) {
        List<String> transfers = list(transferEncodings);
        if (transfers.size() > 1
                || transfers.size() == 1
                        && (lengths > 0 || !transfers.get(0).strip().equalsIgnoreCase("chunked"))) {
            return BAD_REQUEST;
        }
        boolean plain = list(contentEncodings).stream()
                .allMatch(encoding -> encoding.strip().equalsIgnoreCase("identity"));
        return plain ? OK : UNSUPPORTED_MEDIA_TYPE;
    }

    /**
     * {@return the status for the {@code Host} headers}
     *
     * @param hosts as received; empty is valid for HTTP/1.0
     * @param served tells whether a host, without its port, is one of this server
     */
    static int ofHost(Iterable<String> hosts, Predicate<String> served) {
        List<String> all = list(hosts);
        if (all.isEmpty()) {
            return OK;
        }
        Matcher host = HOST.matcher(all.get(0));
        if (all.size() > 1 || !host.matches()) {
            return BAD_REQUEST;
        }
        return served.test(host.group(1)) ? OK : MISDIRECTED_REQUEST;
    }

    /** {@return whether the path begins with a slash, is ASCII, and its percent encodings decode to UTF-8 without NUL} */
    private static boolean isPath(String path) {
        if (!path.startsWith("/")) {
            return false;
        }
        boolean encoded = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c <= ' ' || c > LAST_ASCII) {
                return false;
            }
            encoded |= c == '%';
        }
        return !encoded || isUtf8(path);
    }

    private static boolean isUtf8(String path) {
        ByteBuffer bytes = ByteBuffer.allocate(path.length());
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) != '%') {
                bytes.put((byte) path.charAt(i));
                continue;
            }
            int high = i + 2 < path.length() ? Character.digit(path.charAt(i + 1), HEX) : -1;
            int low = high < 0 ? -1 : Character.digit(path.charAt(i + 2), HEX);
            if (low < 0 || high + low == 0) {
                return false;
            }
            bytes.put((byte) (high * HEX + low));
            i += 2;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes.flip());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static List<String> list(Iterable<String> values) {
        List<String> list = new ArrayList<>(1);
        values.forEach(list::add);
        return list;
    }
}
