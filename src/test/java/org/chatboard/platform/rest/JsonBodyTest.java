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
    void readsStringsAndIgnoresUnknownFields() throws IOException {
        JsonBody body = read("{\"name\":\"Anna\",\"more\":[1,{}]}");
        assertThat(body.text("name")).isEqualTo("Anna");
        body.check();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e2147483648", "-1e-2147483648", "DIGITS"})
    void rejectsNumbersBeyondTheLimitsOfTheParser(String number) {
        String value = number.equals("DIGITS") ? "1".repeat(1_200) : number;
        assertThatThrownBy(() -> read("{\"name\":\"Anna\",\"number\":" + value + "}"))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.status()).isEqualTo(400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.5e9", "true", "{}", "[]", "[\"Anna\"]", "{\"toString\":\"Anna\"}"})
    void rejectsOtherTypesThanAString(String value) throws IOException {
        JsonBody body = read("{\"name\":" + value + "}");
        assertThat(body.text("name")).isEmpty();
        assertThat(catchThrowableOfType(InvalidInputException.class, body::check)
                        .errors())
                .containsEntry("name", "The field name must be a string.");
    }

    @Test
    void readsOptionalFields() throws IOException {
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
    void rejectsOtherTypesThanABoolean(String value) throws IOException {
        JsonBody body = read("{\"yes\":true,\"no\":false,\"odd\":" + value + "}");
        assertThat(body.flag("yes")).isTrue();
        assertThat(body.flag("no")).isFalse();
        body.check();
        assertThat(body.flag("odd")).isFalse();
        assertThatThrownBy(body::check).isInstanceOf(InvalidInputException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"name\":null}"})
    void reportsAMissingField(String text) throws IOException {
        JsonBody body = read(text);
        body.text("name");
        assertThatThrownBy(body::check).hasMessage("The field name is missing.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{\"name\":}", "nonsense", "{}{}", "{\"a\":1} x", "\u0000", "{'a':1}"})
    void rejectsAMalformedBody(String text) {
        assertThat(rejection(text)).isEqualTo("The body is not valid JSON.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "\"text\"", "null", "true"})
    void rejectsOtherValuesThanAnObject(String text) {
        assertThat(rejection(text)).isIn("The body must be one JSON object.", "The body is not valid JSON.");
    }

    @Test
    void limitsNestingOutsideStrings() throws IOException {
        String deepest = "{\"a\":" + "[".repeat(JsonBody.MAX_DEPTH - 1) + "]".repeat(JsonBody.MAX_DEPTH - 1) + "}";
        read(deepest);
        read("{\"a\":\"" + "[\\\"{".repeat(1_000) + "\"}");
        assertThat(rejection("[" + deepest + "]")).isEqualTo("The JSON is nested more than 32 levels deep.");
        assertThat(rejection("[".repeat(60_000))).isEqualTo("The JSON is nested more than 32 levels deep.");
    }

    @Test
    void acceptsA64KibibyteBodyAndRejectsOneByteMore() throws IOException {
        String largest = "{\"a\":\"" + "x".repeat(JsonBody.MAX_BYTES - 8) + "\"}";
        assertThat(read(largest).text("a")).hasSize(JsonBody.MAX_BYTES - 8);
        assertThat(rejection(largest + " ")).isEqualTo("The body is larger than the 65,536 bytes allowed.");
    }

    @Test
    void rejectsABodyThatIsNotUtf8() {
        assertThatThrownBy(() -> JsonBody.read(new ByteArrayInputStream(new byte[] {'"', (byte) 0xFF, '"'})))
                .hasMessage("The body is not UTF-8.");
    }

    private static JsonBody read(String text) throws IOException {
        return JsonBody.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String rejection(String text) {
        return catchThrowableOfType(RejectedException.class, () -> read(text)).getMessage();
    }
}
