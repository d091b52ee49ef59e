package org.chatboard.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {
    @Test
    void readsTextsAndIgnoresWhatNobodyAsksFor() throws IOException {
        JsonBody body = read("{\"name\":\"Anna\",\"more\":[1,{}]}");
        assertThat(body.text("name")).isEqualTo("Anna");
        body.check();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e2147483648", "-1e-2147483648", "DIGITS"})
    void refusesNumbersThatTheParserDoesNotTake(String number) {
        String value = number.equals("DIGITS") ? "1".repeat(1_200) : number;
        assertThatThrownBy(() -> read("{\"name\":\"Anna\",\"number\":" + value + "}"))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.status()).isEqualTo(400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.5e9", "true", "{}", "[]", "[\"Anna\"]", "{\"toString\":\"Anna\"}"})
    void takesNoOtherTypeForAText(String value) throws IOException {
        JsonBody body = read("{\"name\":" + value + "}");
        assertThat(body.text("name")).isEmpty();
        assertThat(catchThrowableOfType(InvalidInputException.class, body::check)
                        .errors())
                .containsEntry("name", "The field name must be a string.");
    }

    @Test
    void readsWhatMayBeMissing() throws IOException {
        JsonBody body = read("{\"name\":\"Anna\",\"none\":null,\"number\":1}");
        assertThat(body.textOrNull("name")).isEqualTo("Anna");
        assertThat(body.textOrNull("none")).isNull();
        assertThat(body.textOrNull("missing")).isNull();
        body.check();
        body.textOrNull("number");
        assertThatThrownBy(body::check).hasMessage("The field number must be a string.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0", "null", "\"true\"", "{}", "[true]"})
    void takesNoOtherTypeForTrueOrFalse(String value) throws IOException {
        JsonBody body = read("{\"yes\":true,\"no\":false,\"odd\":" + value + "}");
        assertThat(body.flag("yes")).isTrue();
        assertThat(body.flag("no")).isFalse();
        body.check();
        assertThat(body.flag("odd")).isFalse();
        assertThatThrownBy(body::check).isInstanceOf(InvalidInputException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"name\":null}"})
    void saysThatAFieldIsMissing(String text) throws IOException {
        JsonBody body = read(text);
        body.text("name");
        assertThatThrownBy(body::check).hasMessage("The field name is missing.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{\"name\":}", "nonsense", "{}{}", "{\"a\":1} x", "\u0000", "{'a':1}"})
    void saysThatABodyIsMalformed(String text) {
        assertThat(refusal(text)).isEqualTo("The body is not valid JSON.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "\"text\"", "null", "true"})
    void wantsAnObject(String text) {
        assertThat(refusal(text)).isIn("The body must be one JSON object.", "The body is not valid JSON.");
    }

    @Test
    void countsNestingOutsideStringsAlone() throws IOException {
        String deepest = "{\"a\":" + "[".repeat(JsonBody.MAX_DEPTH - 1) + "]".repeat(JsonBody.MAX_DEPTH - 1) + "}";
        read(deepest);
        read("{\"a\":\"" + "[\\\"{".repeat(1_000) + "\"}");
        assertThat(refusal("[" + deepest + "]")).isEqualTo("The JSON is nested more than 32 levels deep.");
        assertThat(refusal("[".repeat(60_000))).isEqualTo("The JSON is nested more than 32 levels deep.");
    }

    @Test
    void takesThe64thKibibyteAndNotOneByteMore() throws IOException {
        String largest = "{\"a\":\"" + "x".repeat(JsonBody.MAX_BYTES - 8) + "\"}";
        assertThat(read(largest).text("a")).hasSize(JsonBody.MAX_BYTES - 8);
        assertThat(refusal(largest + " ")).isEqualTo("The body is larger than the 65,536 bytes allowed.");
    }

    @Test
    void wantsUtf8() {
        assertThatThrownBy(() -> JsonBody.read(new ByteArrayInputStream(new byte[] {'"', (byte) 0xFF, '"'})))
                .hasMessage("The body is not UTF-8.");
    }

    private static JsonBody read(String text) throws IOException {
        return JsonBody.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String refusal(String text) {
        return catchThrowableOfType(RejectedException.class, () -> read(text)).getMessage();
    }
}
