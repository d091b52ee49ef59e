package org.chatboard.people.account;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.chatboard.testing.Invites;
import org.chatboard.testing.Json;
import org.chatboard.testing.Member;
import org.chatboard.testing.NamedRoom;
import org.chatboard.testing.RestClient;
import org.chatboard.testing.TestServer;
import org.chatboard.testing.WithTestServer;
import org.junit.jupiter.api.Test;

/** The list of people and the search by REST, on a server with a database. */
@WithTestServer
class PeopleRestIT {
    private final TestServer board;
    private final RestClient web;

    PeopleRestIT(TestServer board) {
        this.board = board;
        web = new RestClient(board.url());
    }

    @Test
    void listsPeopleInPagesByName() {
        String crowd = unique("p");
        List.of("Dora", "émile", "Berta", "anton", "Cäsar")
                .forEach(name -> signUp(crowd + name.codePointAt(0), crowd + " " + name));
        signIn(crowd + "97"); // the caller is not in the list
        assertThat(pages("/api/people?limit=2&query=" + crowd))
                .containsExactly(crowd + " Berta", crowd + " Cäsar", crowd + " Dora", crowd + " émile");
    }

    /** {@return the display names on all pages, those of guests with a star} */
    private List<String> pages(String path) {
        return pages(web, path);
    }

    private static List<String> pages(RestClient web, String path) {
        List<String> names = new ArrayList<>();
        for (String next = ""; next != null; ) {
            JsonObject page = web.get(path + next).json();
            page.getJsonArray("people")
                    .getValuesAs(JsonObject.class)
                    .forEach(p -> names.add(p.getString("displayName") + (p.containsKey("guest") ? "*" : "")));
            next = page.containsKey("next") ? "&after=" + page.getString("next") : null;
        }
        return names;
    }

    @Test
    void putsGuestsInTheirPlaceByName() {
        String crowd = unique("g");
        Member owner = board.newMember();
        long room = NamedRoom.create(owner).id();
        String code = Invites.make(owner, room, "guest", true).code();
        signUp(crowd + "1", crowd + " Anton");
        signUpGuest(crowd + "2", crowd + " Berta", code);
        signUp(crowd + "3", crowd + " Cäsar");
        signUpGuest(crowd + "4", crowd + " Dora", code);
        List<String> all = List.of(crowd + " Anton", crowd + " Berta*", crowd + " Cäsar", crowd + " Dora*");
        RestClient administrator = board.administrator().rest();
        for (int limit = 1; limit <= 5; limit++) {
            String query = "limit=" + limit + "&query=" + crowd;
            assertThat(pages(owner.rest(), "/api/people?guests=true&" + query))
                    .as(query)
                    .isEqualTo(all);
            assertThat(pages(administrator, "/api/admin/people?" + query))
                    .as(query)
                    .isEqualTo(all);
            assertThat(pages(administrator, "/api/people?guests=true&" + query))
                    .as("of an administrator who is not in their room")
                    .containsExactly(crowd + " Anton", crowd + " Cäsar");
        }
        assertThat(pages(owner.rest(), "/api/people?guests=true&limit=200")).containsAll(all);
        assertThat(pages(administrator, "/api/admin/people?limit=200")).containsAll(all);
    }

    private void signUpGuest(String username, String displayName, String code) {
        assertThat(web.post(
                                "/api/accounts",
                                Json.of(
                                        "username",
                                        username,
                                        "displayName",
                                        displayName,
                                        "password",
                                        RestClient.PASSWORD,
                                        "invitation",
                                        code))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void findsPeopleByPrefixesOfBothNames() {
        String anna = unique("anna");
        String shown = unique("Ändrea");
        signUp(anna, shown);
        signUp(unique("bert"), "Bert");
        signInAs(unique("cleo"));
        assertThat(found(anna.substring(0, anna.length() - 1))).containsExactly(anna);
        assertThat(found(shown.replace("Ä", "A").toLowerCase(java.util.Locale.ROOT)))
                .containsExactly(anna);
        assertThat(found(anna.substring(1))).isEmpty();
        assertThat(found("%25")).isEmpty();
        assertThat(found("_____")).isEmpty();
        assertThat(found("%00")).isEmpty();
        assertThat(found("%27%20OR%201=1%20--")).isEmpty();
    }

    @Test
    void findsPeopleByAnyWordWithoutRegardToAccents() {
        String crowd = unique("q");
        String lukasz = unique("lukasz");
        String shaun = unique("shaun");
        signUp(lukasz, crowd + " \u0141ukasz Wei\u00DF-S\u00F8rensen");
        signUp(shaun, "Shaun O\u2019Neill " + crowd);
        signInAs(unique("anna"));
        for (String query : List.of("lukasz", "%C5%81UKASZ", "weiss", "weiss-sorensen", "soerensen+luk", "sorensen")) {
            assertThat(found(query + "+" + crowd)).as(query).containsExactly(lukasz);
        }
        for (String query : List.of("o'neill", "oneill", "neill", "o+neill", "O%E2%80%99Neill", "neill+shaun")) {
            assertThat(found(crowd + "+" + query)).as(query).containsExactly(shaun);
        }
        assertThat(found(crowd)).containsExactly(lukasz, shaun);
        assertThat(found("@" + lukasz)).containsExactly(lukasz);
        assertThat(found(crowd + "+eill")).isEmpty();
    }

    @Test
    void rejectsInvalidPageParameters() {
        signInAs(unique("anna"));
        List.of("limit=0", "limit=201", "limit=x", "limit=", "limit=-1", "limit=99999999999", "after=x", "after=")
                .forEach(query -> assertThat(web.get("/api/people?" + query).status())
                        .as(query)
                        .isEqualTo(400));
        assertThat(web.get("/api/people?limit=200").status()).isEqualTo(200);
    }

    private List<String> found(String query) {
        return web.get("/api/people?query=" + query.replace("Ä", "%C3%84")).json().getJsonArray("people").stream()
                .map(person -> ((JsonString) person.asJsonObject().get("username")).getString())
                .toList();
    }

    private void signInAs(String username) {
        signUp(username, username);
        signIn(username);
    }

    private void signUp(String username, String displayName) {
        assertThat(web.signUp(username, displayName).status()).isEqualTo(201);
    }

    private void signIn(String username) {
        assertThat(web.signIn(username, RestClient.PASSWORD).status()).isEqualTo(204);
    }

    private static String unique(String name) {
        return name + "-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
