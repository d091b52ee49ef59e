package org.chatboard.people.signin;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.chatboard.people.account.PasswordCredential;
import org.chatboard.people.session.Tokens;

/**
 * Creates and verifies device tokens. {@link SignInThrottle} uses them to recognise a device that an account has signed in with
 * before. They follow OWASP's device cookies
 * (https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies).
 *
 * <p>A token consists of a random device id and the first half of an HMAC-SHA256 over that id and the username. The key is the
 * account's stored password hash. It is secret and salted, all nodes have it, and it changes with the password. So no separate key and no
 * table of devices are needed. Without the hash nobody can make a token. A token alone signs nobody in.
 */
public final class DeviceTokens {
    private static final int ID_LENGTH = 16;
    private static final int MAC_BYTES = 16;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** HMAC key for unknown usernames, so that the response time does not reveal which usernames exist. */
    private static final String DUMMY_HASH = "nobody";

    private DeviceTokens() {}

    /** {@return a new random device id} */
    public static String newId() {
        return Tokens.newToken().substring(0, ID_LENGTH);
    }

    /** {@return the token of a device for an account} */
    public static String token(String id, String username, String passwordHash) {
        return id + BASE64.encodeToString(mac(id, username, passwordHash));
    }

    /** {@return the device id of a token, without verifying the token} */
    static String idOf(String token) {
        return token.substring(0, Math.min(ID_LENGTH, token.length()));
    }

    /**
     * Finds the device that has signed in to an account before.
     *
     * @param tokens the tokens of the request's device cookie, not validated
     * @param account credential of the typed username; empty if no account has it
     * @return the device id of the first token that is valid for this account; null if there is none
     */
    static String knownDevice(List<String> tokens, Optional<PasswordCredential> account) {
        String username = account.map(PasswordCredential::username).orElse("");
        String hash = account.map(PasswordCredential::passwordHash).orElse(DUMMY_HASH);
        return tokens.stream()
                .filter(token -> isValid(token, username, hash))
                .findFirst()
                .filter(token -> account.isPresent())
                .map(DeviceTokens::idOf)
                .orElse(null);
    }

    private static boolean isValid(String token, String username, String passwordHash) {
        byte[] expected = token(idOf(token), username, passwordHash).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, token.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] mac(String id, String username, String passwordHash) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(passwordHash.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
            byte[] fullMac = mac.doFinal((id + " " + username).getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(fullMac, MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }
}
