package org.chatboard.people.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeopleCursorTest {
    @Test
    void decodesWhatItEncoded() {
        PeopleCursor cursor = new PeopleCursor("anna: \uD83D\uDE00", 42);
        assertThat(PeopleCursor.decode(cursor.encode())).contains(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "anna", "x:anna", "-1:anna", "1", "99999999999999999999:a", "1:a\u0000"})
    void decodesNoForgedCursor(String forged) {
        String encoded = Base64.getUrlEncoder().encodeToString(forged.getBytes(StandardCharsets.UTF_8));
        assertThat(PeopleCursor.decode(encoded)).isEmpty();
        assertThat(PeopleCursor.decode("%" + forged)).isEmpty();
    }
}
