package org.chatboard.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chatboard.people.account.FoundPerson;
import org.chatboard.people.account.PeoplePage;
import org.chatboard.people.account.Person;
import org.chatboard.people.preference.MeResource.Me;
import org.chatboard.people.preference.Preferences;
import org.chatboard.people.preference.Theme;
import org.junit.jupiter.api.Test;

class JsonBindingTest {
    private static final Person ANN = new Person(5, "ann", "Ann \"Ä\uD83D\uDE00\" <b>");
    private static final String ANN_JSON =
            "{\"id\":5,\"username\":\"ann\",\"displayName\":\"Ann \\\"Ä\uD83D\uDE00\\\" <b>\"}";

    @Test
    void writesFieldsInTheOrderOfTheRecord() {
        assertThat(JsonBinding.write(ANN)).isEqualTo(ANN_JSON);
        assertThat(JsonBinding.write(new Person(Long.MAX_VALUE, "", "a\tb\u0001\\")))
                .isEqualTo("{\"id\":9223372036854775807,\"username\":\"\",\"displayName\":\"a\\tb\\u0001\\\\\"}");
    }

    @Test
    void leavesOutNextOnTheLastPage() {
        assertThat(JsonBinding.write(new PeoplePage(List.of(FoundPerson.of(ANN)), "x")))
                .isEqualTo("{\"people\":[" + ANN_JSON + "],\"next\":\"x\"}");
        assertThat(JsonBinding.write(new PeoplePage(List.of(), null))).isEqualTo("{\"people\":[]}");
    }

    @Test
    void writesPreferencesThatAreNotChosenAsNull() {
        String flags = ",\"hidesPresence\":false,\"hidesTyping\":false,\"hidesReceipts\":false,\"doNotDisturb\":false,"
                + "\"mutedSound\":false}";
        assertThat(JsonBinding.write(new Me(5, "ann", "Ann", null, "USER", Preferences.DEFAULT)))
                .isEqualTo("{\"id\":5,\"username\":\"ann\",\"displayName\":\"Ann\",\"role\":\"USER\",\"preferences\":{"
                        + "\"language\":null,\"theme\":null" + flags + "}");
        assertThat(JsonBinding.write(Preferences.DEFAULT.withAppearance("tr", Theme.DARK)))
                .isEqualTo("{\"language\":\"tr\",\"theme\":\"DARK\"" + flags);
    }

    @Test
    void writesOnlyTheFieldsThatAProblemHas() {
        assertThat(Problem.of(404, "Nothing here.").toJson())
                .isEqualTo(
                        "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,\"detail\":\"Nothing here.\"}");
        assertThat(new Problem(500, "Sorry.", Map.of("name", "Too long."), "R1").toJson())
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Internal Server Error\",\"status\":500,"
                        + "\"detail\":\"Sorry.\",\"errors\":{\"name\":\"Too long.\"},\"reference\":\"R1\"}");
    }

    @Test
    void keepsTheOrderOfInvalidFields() {
        Map<String, String> errors = new LinkedHashMap<>();
        List.of("username", "displayName", "password", "a", "b", "c").forEach(field -> errors.put(field, "?"));
        assertThat(new RejectedException(400, "No.", errors, null).toProblem().toJson())
                .endsWith("\"errors\":{\"username\":\"?\",\"displayName\":\"?\",\"password\":\"?\","
                        + "\"a\":\"?\",\"b\":\"?\",\"c\":\"?\"}}");
    }
}
