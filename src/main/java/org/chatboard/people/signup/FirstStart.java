package org.chatboard.people.signup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.chatboard.people.account.AdministratorService;
import org.chatboard.people.session.Tokens;

/**
 * The one-time code of the address at which the first administrator signs up. It lives in memory alone, so a restart makes a new one, and
 * no copy of the database has it. It is valid until the server has an administrator, and never again after that. Its 256 random bits need no limit of
 * attempts, which would let strangers behind the operator's address shut the operator out.
 */
@ApplicationScoped
public class FirstStart {
    private volatile String code;

    @Inject
    AdministratorService administrators;

    /** {@return a new code of 256 random bits, which is valid from now on} */
    String open() {
        code = Tokens.newToken();
        return code;
    }

    /** Makes the code invalid. */
    void close() {
        code = null;
    }

    /**
     * {@return whether a code is valid}
     *
     * @param typed the code from the address
     */
    boolean accepts(String typed) {
        String valid = code;
        if (valid == null || !MessageDigest.isEqual(bytes(valid), bytes(typed))) {
            return false;
        }
        if (administrators.existsEvenDisabled()) {
            close();
            return false;
        }
        return true;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
