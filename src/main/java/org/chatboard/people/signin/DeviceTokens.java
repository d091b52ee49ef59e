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
 * Makes and verifies the tokens by which {@link SignInThrottle} recognises a device that an account has signed in with before, after
 * OWASP's device cookies (https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies).
 *
 * <p>A token is a random device id and the first half of an HMAC-SHA256 over that id and the username. The key is the account's stored
 * password hash: it is secret, has a salt of 128 bits, is the same on every node and after a restart, and changes with the password, so
 * there is no key to keep and no row for a device. Nobody who guesses passwords can make a token, and none lets anybody in.
 */
public final class DeviceTokens {
    private static final int ID_LENGTH = 16;
    private static final int MAC_BYTES = 16;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** Verified against where there is no such account, so that the answer takes the same time. */
    private static final String NOBODYS_HASH = "nobody";

    private DeviceTokens() {}

    /** {@return a new random device id} */
    public static String newId() {
        return Tokens.next().substring(0, ID_LENGTH);
    }

    /** {@return the token of a device and an account} */
    public static String token(String id, String username, String passwordHash) {
        return id + BASE64.encodeToString(mac(id, username, passwordHash));
    }

    /** {@return the device id of a token, verified or not} */
    static String idOf(String token) {
        return token.substring(0, Math.min(ID_LENGTH, token.length()));
    }

    /**
     * Finds the device that an account knows.
     *
     * @param tokens as a request brings them, which may be anything
     * @param account the account of the username that was typed, empty where there is none
     * @return the device id of the token that is genuine and of that account, or null
     */
    static String knownDevice(List<String> tokens, Optional<PasswordCredential> account) {
        String username = account.map(PasswordCredential::username).orElse("");
        String hash = account.map(PasswordCredential::passwordHash).orElse(NOBODYS_HASH);
        return tokens.stream()
                .filter(token -> isGenuine(token, username, hash))
                .findFirst()
                .filter(token -> account.isPresent())
                .map(DeviceTokens::idOf)
                .orElse(null);
    }

    private static boolean isGenuine(String token, String username, String passwordHash) {
        byte[] genuine = token(idOf(token), username, passwordHash).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(genuine, token.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] mac(String id, String username, String passwordHash) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(passwordHash.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
            byte[] whole = mac.doFinal((id + " " + username).getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(whole, MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }
}
