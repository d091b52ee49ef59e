package org.chatboard.people.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.chatboard.people.account.PasswordCredential;
import org.junit.jupiter.api.Test;

class DeviceTokensTest {
    private static final String ID = DeviceTokens.newId();
    private static final String TOKEN = DeviceTokens.token(ID, "anna", "a hash");

    @Test
    void recognisesTheDeviceOfAnAccount() {
        assertThat(known(TOKEN, "anna", "a hash")).isEqualTo(ID);
        assertThat(TOKEN).hasSize(38).matches("[\\w-]+");
    }

    @Test
    void rejectsATokenOfAnotherAccountOrOfAFormerPassword() {
        assertThat(known(TOKEN, "bert", "a hash")).isNull();
        assertThat(known(TOKEN, "anna", "another hash")).isNull();
        assertThat(DeviceTokens.knownDevice(List.of(TOKEN), Optional.empty())).isNull();
    }

    @Test
    void rejectsForgedTokens() {
        List<String> forged = List.of(
                "",
                "x",
                ID,
                TOKEN.substring(0, 37),
                TOKEN + "A",
                withOther(20),
                withOther(0),
                "\u00e4".repeat(38),
                DeviceTokens.token(ID, "", "nobody"));
        assertThat(forged)
                .allSatisfy(token -> assertThat(known(token, "anna", "a hash")).isNull());
        assertThat(DeviceTokens.knownDevice(forged, Optional.empty())).isNull();
    }

    /** {@return the token with another character at an index} */
    private static String withOther(int index) {
        return TOKEN.substring(0, index) + (TOKEN.charAt(index) == 'A' ? 'B' : 'A') + TOKEN.substring(index + 1);
    }

    @Test
    void findsTheValidTokenAmongSeveral() {
        String berts = DeviceTokens.token(DeviceTokens.newId(), "bert", "a hash");
        assertThat(DeviceTokens.knownDevice(List.of(berts, TOKEN), account("anna", "a hash")))
                .isEqualTo(ID);
    }

    private static String known(String token, String username, String hash) {
        return DeviceTokens.knownDevice(List.of(token), account(username, hash));
    }

    private static Optional<PasswordCredential> account(String username, String hash) {
        return Optional.of(new PasswordCredential(1, username, hash));
    }
}
